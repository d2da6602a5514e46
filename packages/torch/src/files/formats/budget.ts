// How much memory reading one file may take. A few bytes can claim terabytes; a claim is paid for here before
// anything is allocated.
import { FileFormatError } from '../../errors/errors.js';

/**
 * What any file may take, however small: room for a checkpoint's names and numbers, which grow when unpacked.
 */
const CONSTANT = 64 * 2 ** 20;

/**
 * Memory that a reader may take: twice the file's size and a constant. The file counts once where it is
 * mapped, so that each of its bytes may be copied once as well.
 */
export class Budget {
  private left: number;

  constructor(
    private readonly path: string,
    fileSize: number,
  ) {
    this.left = 2 * fileSize + CONSTANT;
  }

  /** @throws FileFormatError when the file asks for more than its size warrants */
  take(bytes: number, what: string): void {
    this.check(bytes, what);
    this.left -= bytes;
  }

  /** For what is freed before the next thing is allocated. @throws FileFormatError as `take` */
  check(bytes: number, what: string): void {
    if (!(bytes <= this.left))
      throw new FileFormatError(
        this.path,
        `${what} would take more memory than a file of this size may: twice its size and ${CONSTANT} bytes`,
      );
  }
}
