package org.nexusauth.attack;

import java.util.List;

/** Changes of single characters, whatever they mean. */
final class CharacterKinds {
  static final List<Kind> ALL =
      List.of(
          Kind.verified("another digit", CharacterKinds::otherDigit),
          Kind.verified("several other digits", CharacterKinds::otherDigits),
          Kind.verified("one bit", CharacterKinds::bit),
          Kind.unverified("another character", (key, dice) -> set(key, dice, dice.below(256))),
          Kind.unverified("any UTF-16 unit", (key, dice) -> set(key, dice, dice.below(0x10000))),
          Kind.verified("one more digit", (key, dice) -> insert(key, dice, "" + dice.digit())),
          Kind.unverified(
              "one more character", (key, dice) -> insert(key, dice, "" + (char) dice.below(256))),
          Kind.verified(
              "four more digits",
              (key, dice) ->
                  insert(
                      key, dice, "" + dice.digit() + dice.digit() + dice.digit() + dice.digit())),
          Kind.unverified("some characters less", CharacterKinds::delete),
          Kind.verified("four characters less", CharacterKinds::deleteFour),
          Kind.unverified("a piece twice", CharacterKinds::twice),
          Kind.verified("two swapped", CharacterKinds::swap),
          Kind.verified("another case", CharacterKinds::otherCase));

  private CharacterKinds() {}

  private static String otherDigit(GoodKey key, Dice dice) {
    return set(key, dice, dice.digit());
  }

  private static String otherDigits(GoodKey key, Dice dice) {
    StringBuilder text = new StringBuilder(key.text());
    for (int i = dice.between(2, 8); i > 0; i--) {
      text.setCharAt(dice.below(text.length()), dice.digit());
    }
    return text.toString();
  }

  private static String bit(GoodKey key, Dice dice) {
    int at = dice.below(key.text().length());
    return set(key, at, key.text().charAt(at) ^ (1 << dice.below(8)));
  }

  private static String set(GoodKey key, Dice dice, int character) {
    return set(key, dice.below(key.text().length()), character);
  }

  private static String set(GoodKey key, int at, int character) {
    return key.text().substring(0, at) + (char) character + key.text().substring(at + 1);
  }

  static String insert(GoodKey key, Dice dice, String inserted) {
    int at = dice.below(key.text().length() + 1);
    return key.text().substring(0, at) + inserted + key.text().substring(at);
  }

  private static String delete(GoodKey key, Dice dice) {
    return without(key, dice, dice.between(1, 9));
  }

  private static String deleteFour(GoodKey key, Dice dice) {
    return without(key, dice, 4 * dice.between(1, 4));
  }

  private static String without(GoodKey key, Dice dice, int length) {
    int at = dice.below(key.text().length() - length);
    return key.text().substring(0, at) + key.text().substring(at + length);
  }

  private static String twice(GoodKey key, Dice dice) {
    int from = dice.below(key.text().length());
    int to = Math.min(key.text().length(), from + dice.between(1, 60));
    return key.text().substring(0, to) + key.text().substring(from);
  }

  private static String swap(GoodKey key, Dice dice) {
    int one = dice.below(key.text().length());
    int two = dice.oneIn(2) ? dice.below(key.text().length()) : Math.max(0, one - 1);
    StringBuilder text = new StringBuilder(key.text());
    text.setCharAt(one, key.text().charAt(two));
    text.setCharAt(two, key.text().charAt(one));
    return text.toString();
  }

  private static String otherCase(GoodKey key, Dice dice) {
    String text = key.text();
    int at = dice.below(text.length());
    int to = dice.oneIn(2) ? text.length() : Math.min(text.length(), at + 1);
    StringBuilder changed = new StringBuilder(text);
    for (int i = at; i < to; i++) {
      char c = text.charAt(i);
      changed.setCharAt(
          i, Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return changed.toString();
  }
}
