package org.nexusauth.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.nexusauth.Signer;

/** Other shapes of the whole: parts that are missing, too many or moved, and things around it. */
final class ShapeKinds {
  static final List<Kind> ALL =
      List.of(
          Kind.unverified("cut off behind", ShapeKinds::cutBehind),
          Kind.unverified("cut off before", ShapeKinds::cutBefore),
          Kind.unverified("parts in another order", ShapeKinds::moved),
          Kind.unverified("a part missing", ShapeKinds::missing),
          Kind.unverified("a part empty", ShapeKinds::empty),
          Kind.unverified("a part more", ShapeKinds::more),
          Kind.unverified("dots only", (key, dice) -> ".".repeat(dice.between(1, 1000))),
          Kind.unverified("something before it", ShapeKinds::before),
          Kind.unverified(
              "a prefix before it",
              (key, dice) -> dice.among("nxs_", "NXS_", "nxs-", "nxs", "nxs_nxs_") + key.text()),
          Kind.unverified("something around it", ShapeKinds::around),
          Kind.unverified("two keys in one", ShapeKinds::two),
          Kind.unverified("too long", ShapeKinds::tooLong),
          Kind.unverified("noise", ShapeKinds::noise));

  private ShapeKinds() {}

  private static String cutBehind(GoodKey key, Dice dice) {
    return key.text().substring(0, dice.below(key.text().length()));
  }

  private static String cutBefore(GoodKey key, Dice dice) {
    return key.text().substring(dice.between(1, key.text().length() - 1));
  }

  private static String moved(GoodKey key, Dice dice) {
    List<String> parts = key.parts();
    Collections.swap(parts, dice.below(3), dice.below(3));
    Collections.swap(parts, dice.below(3), dice.below(3));
    return String.join(".", parts);
  }

  private static String missing(GoodKey key, Dice dice) {
    List<String> parts = new ArrayList<>(key.parts());
    parts.remove(dice.below(3));
    return String.join(".", parts);
  }

  private static String empty(GoodKey key, Dice dice) {
    List<String> parts = key.parts();
    parts.set(dice.below(3), "");
    return String.join(".", parts);
  }

  private static String more(GoodKey key, Dice dice) {
    List<String> parts = new ArrayList<>(key.parts());
    String part = dice.among("", "x", "AA", parts.get(0), parts.get(1), parts.get(2));
    for (int i = dice.among(1, 1, 2, 3, 100); i > 0; i--) {
      parts.add(dice.oneIn(2) ? parts.size() : dice.below(parts.size()), part);
    }
    return String.join(".", parts);
  }

  private static String before(GoodKey key, Dice dice) {
    String scheme =
        dice.among(
            "Bearer",
            "bearer",
            "BEARER",
            "bEaReR",
            "Token",
            "Basic",
            "ApiKey",
            "JWT",
            "DPoP",
            "api-key:",
            "Bearer Bearer",
            "bear\u0415r");
    return scheme + dice.among(" ", "\t", "  ", "", "\n", ":", "\u00a0", ",", "=") + key.text();
  }

  private static String around(GoodKey key, Dice dice) {
    String marks = dice.among("\"\"", "''", "<>", "()", "[]", "{}", "``", ";;", "::", "..", ",,");
    String behind = key.text() + marks.charAt(1);
    return dice.oneIn(3) ? behind : marks.charAt(0) + behind;
  }

  private static String two(GoodKey key, Dice dice) {
    return key.text() + dice.among(",", ", ", ";", " ", "", ".", "&", "\n") + key.text();
  }

  private static String tooLong(GoodKey key, Dice dice) {
    int length = dice.among(4096, 4097, 5000, 20_000);
    String filling = dice.among("A", ".", " ", "=", "a");
    return key.text() + filling.repeat(Math.max(0, length - key.text().length()));
  }

  private static String noise(GoodKey key, Dice dice) {
    int length = dice.among(1, 2, 3, 4, 5, 20, 100, 600);
    if (dice.oneIn(3)) {
      return key.parts().stream()
          .map(part -> Signer.base64(dice.bytes(dice.between(1, 80))))
          .collect(Collectors.joining("."));
    }
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < length; i++) {
      noise.append(dice.oneIn(12) ? '.' : dice.digit());
    }
    return noise.toString();
  }
}
