package org.nexusauth.attack;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that the same number always makes again. */
final class Dice {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Returns the dice of one mutant, so that it can be made without those before it. */
  static Dice of(long seed, long index) {
    return new Dice(new SplittableRandom(seed ^ (index * STEP)));
  }

  /** Returns a number from 0 up to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  @SafeVarargs
  final <T> T among(T... choices) {
    return choices[below(choices.length)];
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Returns a base64url digit. */
  char digit() {
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(below(64));
  }
}
