package org.nexusauth.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes mutants of genuine keys, each by its number. */
final class Mutants {
  /** A verification of some algorithms takes a thousand times that of others. */
  private static final int SLOW_ONES_LESS = 40;

  private static final int LEAST_FOR_TWO = 100;

  private final long seed;
  private final List<GoodKey> keys;
  private final List<GoodKey> quick;
  private final List<GoodKey> all;
  private final List<Kind> kinds = new ArrayList<>();
  private final String prefix;

  /**
   * A header's values that came of a genuine key.
   *
   * @param kind how they were made
   */
  record Mutant(String kind, List<String> values) {}

  /**
   * @param keys what mutants are made of
   * @param prefix what half of them start with
   */
  Mutants(long seed, AttackKeys made, List<GoodKey> keys, String prefix) {
    this.seed = seed;
    this.keys = keys;
    this.quick = keys.stream().filter(key -> !key.isSlow()).toList();
    this.all = Stream.concat(made.ofPublicKeys().stream(), made.ofSecrets().stream()).toList();
    this.prefix = prefix;
    kinds.addAll(CharacterKinds.ALL);
    kinds.addAll(EncodingKinds.ALL);
    kinds.addAll(ShapeKinds.ALL);
    kinds.addAll(JsonKinds.ALL);
    kinds.addAll(SignatureKinds.ALL);
    kinds.add(Kind.verified("header of another", this::otherHeader));
    kinds.add(Kind.verified("payload of another", this::otherPayload));
    kinds.add(Kind.verified("signature of another", this::otherSignature));
    kinds.add(Kind.verified("front of one, rest of another", this::spliced));
    kinds.add(Kind.verified("a forgery", (key, dice) -> dice.of(made.forgeries())));
    kinds.add(Kind.verified("the key of another gate", (key, dice) -> dice.of(all).text()));
    kinds.add(Kind.verified("itself", (key, dice) -> key.text()));
  }

  Mutant of(long index) {
    Dice dice = Dice.of(seed, index);
    Kind kind = dice.of(kinds);
    GoodKey key = dice.of(keys);
    if (kind.isVerified() && key.isSlow() && !dice.oneIn(SLOW_ONES_LESS)) {
      key = dice.of(quick);
    }
    String text = kind.change().of(key, dice);
    String name = kind.name() + " of " + key.signer().algorithm();
    if (dice.oneIn(10) && text.length() > LEAST_FOR_TWO) {
      Kind second = dice.of(CharacterKinds.ALL);
      text = second.change().of(key.as(text), dice);
      name += ", then " + second.name();
    }
    return new Mutant(name, values(text, dice));
  }

  private List<String> values(String text, Dice dice) {
    String value = dice.oneIn(2) ? prefix + text : text;
    return switch (dice.below(100)) {
      case 0 -> List.of();
      case 1 -> List.of("");
      case 2 -> List.of(value, value);
      case 3 -> List.of(value, "");
      case 4 -> List.of("", value);
      default -> List.of(value);
    };
  }

  private String otherHeader(GoodKey key, Dice dice) {
    return GoodKey.join(dice.of(all).headerPart(), key.payloadPart(), key.signaturePart());
  }

  private String otherPayload(GoodKey key, Dice dice) {
    return GoodKey.join(key.headerPart(), dice.of(all).payloadPart(), key.signaturePart());
  }

  private String otherSignature(GoodKey key, Dice dice) {
    return GoodKey.join(key.headerPart(), key.payloadPart(), dice.of(all).signaturePart());
  }

  private String spliced(GoodKey key, Dice dice) {
    String other = dice.of(all).text();
    int cut = dice.below(Math.min(other.length(), key.text().length()));
    return other.substring(0, cut) + key.text().substring(cut);
  }
}
