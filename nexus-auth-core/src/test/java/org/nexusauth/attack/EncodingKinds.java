package org.nexusauth.attack;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Other texts for the same bytes, and what some decoder overlooks. */
final class EncodingKinds {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final List<String> CONTROLS =
      List.of(
          "\0", "\u0001", "\u0007", "\b", "\u000b", "\f", "\u001b", "\u007f", "\u0085", "\u009f");

  private static final List<String> UNSEEN =
      List.of(
          "\u00a0",
          "\u00ad",
          "\u034f",
          "\u061c",
          "\u180e",
          "\u2000",
          "\u200b",
          "\u200c",
          "\u200d",
          "\u200e",
          "\u2028",
          "\u2029",
          "\u202e",
          "\u2060",
          "\u3000",
          "\ufe0f",
          "\ufeff",
          "\ufffd",
          "\u0301",
          "\ud83d\ude00",
          "\ud83d",
          "\ude00",
          "\udb40\udc41");

  private static final List<String> JUNK =
      List.of(
          "!", "!!!", "?", "#", "%", "%20", "%00", "%2E", "\"", "'", "<", ">", ";", ":", "*", "@",
          "/", "+", "=", "~", "\\", "\\u002e", "&", "$", "{}", "\u00e9", "\u00ff");

  static final List<Kind> ALL =
      List.of(
          Kind.unverified("unused bits", EncodingKinds::unusedBits),
          Kind.unverified("padding", EncodingKinds::padding),
          Kind.unverified("the standard alphabet", EncodingKinds::standardAlphabet),
          Kind.unverified(
              "a blank",
              (key, dice) -> place(key, dice, dice.among(" ", "\t", "\r", "\n", "\r\n"))),
          Kind.unverified("blanks around", EncodingKinds::blanksAround),
          Kind.unverified("a control", (key, dice) -> place(key, dice, dice.of(CONTROLS))),
          Kind.unverified("an unseen character", (key, dice) -> place(key, dice, dice.of(UNSEEN))),
          Kind.unverified("junk", (key, dice) -> place(key, dice, dice.of(JUNK))),
          Kind.unverified("a Unicode twin", EncodingKinds::twin),
          Kind.unverified("the same low byte", EncodingKinds::sameLowByte),
          Kind.unverified("another dot", EncodingKinds::otherDot),
          Kind.unverified("a percent escape", EncodingKinds::percent),
          Kind.unverified("folded lines", EncodingKinds::folded),
          Kind.verified("another encoding of a part", EncodingKinds::reencoded));

  private EncodingKinds() {}

  /** Sets the bits of a part's last digit that stand for nothing. */
  private static String unusedBits(GoodKey key, Dice dice) {
    return inPart(
        key,
        dice,
        part -> {
          int unused = new int[] {0, 0, 4, 2}[part.length() % 4];
          int last = DIGITS.indexOf(part.charAt(part.length() - 1));
          int other = last | dice.below(1 << unused);
          return part.substring(0, part.length() - 1) + DIGITS.charAt(other);
        });
  }

  private static String padding(GoodKey key, Dice dice) {
    String padding = dice.among("=", "==", "===", "%3D", "%3d%3d", ".", "\uff1d");
    return inPart(key, dice, part -> dice.oneIn(5) ? padding + part : part + padding);
  }

  private static String standardAlphabet(GoodKey key, Dice dice) {
    UnaryOperator<String> change = part -> part.replace('-', '+').replace('_', '/');
    return dice.oneIn(2) ? change.apply(key.text()) : inPart(key, dice, change);
  }

  /** Most often at an edge of a part, where decoders look least. */
  private static String place(GoodKey key, Dice dice, String placed) {
    String text = key.text();
    return switch (dice.below(5)) {
      case 0 -> placed + text;
      case 1 -> text + placed;
      case 2 -> text.replaceFirst("[.]", "." + Matcher.quoteReplacement(placed));
      case 3 -> key.input() + placed + "." + key.signaturePart();
      default -> CharacterKinds.insert(key, dice, placed);
    };
  }

  private static String blanksAround(GoodKey key, Dice dice) {
    String blanks = dice.among(" ", "  ", "\t", "\r\n", "\r\n ", " \t ");
    return blanks + key.text() + dice.among("", blanks, "\n");
  }

  private static String twin(GoodKey key, Dice dice) {
    int at = dice.below(key.text().length());
    return key.text().substring(0, at)
        + twinOf(key.text().charAt(at), dice)
        + key.text().substring(at + 1);
  }

  private static char twinOf(char c, Dice dice) {
    String alike =
        "a\u0430e\u0435o\u043ep\u0440c\u0441x\u0445y\u0443i\u0131K\u212as\u017fA\u0391B\u0392E\u0395"
            + "H\u041dM\u041cT\u0422-\u2010_\u203f.\u2024";
    int known = alike.indexOf(c);
    // Every even place has a digit and the next its twin; else the full width form.
    return known >= 0 && known % 2 == 0 && dice.oneIn(2)
        ? alike.charAt(known + 1)
        : (char) (c + 0xfee0);
  }

  /** A reader that narrows characters to bytes would see the same digit. */
  private static String sameLowByte(GoodKey key, Dice dice) {
    int at = dice.below(key.text().length());
    char changed = (char) (key.text().charAt(at) + 256 * dice.between(1, 255));
    return key.text().substring(0, at) + changed + key.text().substring(at + 1);
  }

  private static String otherDot(GoodKey key, Dice dice) {
    String dot = dice.among("..", ",", "\u3002", "\uff0e", "\u2024", "%2E", "/", ":", "", " . ");
    return dice.oneIn(2)
        ? key.headerPart() + dot + key.payloadPart() + "." + key.signaturePart()
        : key.input() + dot + key.signaturePart();
  }

  private static String percent(GoodKey key, Dice dice) {
    int at = dice.below(key.text().length());
    return key.text().substring(0, at)
        + "%%%02x".formatted((int) key.text().charAt(at))
        + key.text().substring(at + 1);
  }

  private static String folded(GoodKey key, Dice dice) {
    String line = dice.among("\n", "\r\n", "\r\n ", " ", "\t");
    return String.join(line, key.text().split("(?<=\\G.{" + dice.among(16, 64, 76) + "})"));
  }

  private static String reencoded(GoodKey key, Dice dice) {
    return inPart(key, dice, part -> encoded(Base64.getUrlDecoder().decode(part), part, dice));
  }

  private static String encoded(byte[] bytes, String part, Dice dice) {
    return switch (dice.below(5)) {
      case 0 -> HexFormat.of().formatHex(bytes);
      case 1 -> Base64.getUrlEncoder().encodeToString(bytes);
      case 2 -> Base64.getMimeEncoder().encodeToString(bytes);
      case 3 -> GoodKey.encoded(part);
      default -> new StringBuilder(part).reverse().toString();
    };
  }

  private static String inPart(GoodKey key, Dice dice, UnaryOperator<String> change) {
    List<String> parts = key.parts();
    int chosen = dice.below(3);
    parts.set(chosen, change.apply(parts.get(chosen)));
    return String.join(".", parts);
  }
}
