// What a result says of the machine.
import test from 'ava';
import { processorName } from '../../packages/bench/dist/machine.js';

const ZEN_4 = `processor\t: 0
vendor_id\t: AuthenticAMD
cpu family\t: 25
model\t\t: 17
model name\t: AMD EPYC
`;

test('a processor without a number has its family and model', (t) => {
  t.is(processorName('AMD EPYC', ZEN_4), 'AMD EPYC (family 25, model 17)');
});

test('a name with a number stays, and so does one that nothing is known of', (t) => {
  t.is(processorName('AMD EPYC 9654 96-Core Processor', ZEN_4), 'AMD EPYC 9654 96-Core Processor');
  t.is(processorName('Apple', ''), 'Apple');
  t.is(processorName('AMD EPYC', 'cpu family\t: 25\n'), 'AMD EPYC');
});
