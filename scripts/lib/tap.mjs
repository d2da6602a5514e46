/** Reads ava's TAP output, counts the results and prints them in readable form. */
export class TapReader {
  passed = 0;
  skipped = 0;
  failures = [];
  #show;
  #inFailure = false;

  constructor(show) {
    this.#show = show;
  }

  read(line) {
    const result = line.match(/^(not )?ok \d+ - (.*)$/);
    if (result) {
      this.#inFailure = false;
      this.#result(result[1] === undefined, result[2]);
    } else if (/^(# (tests|pass|fail|skip|todo) \d+|\d+\.\.\d+)$/.test(line)) {
      // ava's own totals; ours are printed at the end.
    } else if (line.startsWith('#')) {
      this.#show(`      ${line.slice(1).trim()}`); // t.log()
    } else if (this.#inFailure && !/^\s*(---|\.\.\.)?$/.test(line)) {
      this.#show(`    ${line}`);
    }
  }

  #result(ok, text) {
    const [, name, directive] = text.match(/^(.*?)(?: # (SKIP|TODO).*)?$/);
    if (directive) {
      this.skipped++;
      this.#show(`  - ${name} (${directive.toLowerCase()})`);
    } else if (ok) {
      this.passed++;
      this.#show(`  ✔ ${name}`);
    } else {
      this.failures.push(name);
      this.#inFailure = true;
      this.#show(`  ✘ ${name}`);
    }
  }
}
