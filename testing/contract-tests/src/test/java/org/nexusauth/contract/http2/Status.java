package org.nexusauth.contract.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The status in a block of fields, always the first of them (RFC 7541 §5.2, Appendix A and B). */
final class Status {

  private static final int[] STATIC = {200, 204, 206, 304, 400, 404, 500};
  private static final int FIRST_STATIC = 8;

  private Status() {}

  /** Three digits and a blank. */
  static String of(byte[] block) {
    int at = 0;
    // A change of the table's size may come before.
    while ((block[at] & 0xe0) == 0x20) {
      at += (block[at] & 0x1f) == 0x1f ? 3 : 1;
    }
    int first = block[at] & 0xff;
    if (first >= 0x80) {
      return STATIC[(first & 0x7f) - FIRST_STATIC] + " ";
    }
    int length = block[at + 1] & 0xff;
    return length < 0x80
        ? new String(block, at + 2, length, ISO_8859_1) + " "
        : digits(block, at + 2) + " ";
  }

  /** Three digits in the code of Huffman: 0 to 2 have five bits, the others six. */
  private static String digits(byte[] block, int at) {
    int bits = (block[at] & 0xff) << 16 | (block[at + 1] & 0xff) << 8;
    bits |= at + 2 < block.length ? block[at + 2] & 0xff : 0;
    StringBuilder digits = new StringBuilder();
    for (int used = 0; digits.length() < 3; ) {
      int five = (bits >> (19 - used)) & 0x1f;
      int six = (bits >> (18 - used)) & 0x3f;
      digits.append(five <= 2 ? five : six - 0x19 + 3);
      used += five <= 2 ? 5 : 6;
    }
    return digits.toString();
  }
}
