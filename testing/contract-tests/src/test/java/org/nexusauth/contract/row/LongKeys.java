package org.nexusauth.contract.row;

import java.util.stream.IntStream;
import org.nexusauth.contract.server.ContractKeys;
import org.nexusauth.testkit.TestKey;

/** Good keys of any length. */
final class LongKeys {

  private static final TestKey KEY = ContractKeys.KEYS.key();

  private LongKeys() {}

  static String ofLength(int length) {
    // Base64 leaves out every fourth length; a longer header moves the gap.
    return SentKeys.sent(
        IntStream.range(1, 4)
            .boxed()
            .flatMap(header -> IntStream.range(0, 9).mapToObj(end -> padded(length, header, end)))
            .filter(text -> text.length() == length)
            .findFirst()
            .orElseThrow());
  }

  private static String padded(int length, int header, int end) {
    TestKey key = KEY.header("x", "x".repeat(header));
    int missing = length - key.claim("padding", "").text().length();
    return key.claim("padding", "x".repeat(missing * 3 / 4 - 4 + end)).text();
  }
}
