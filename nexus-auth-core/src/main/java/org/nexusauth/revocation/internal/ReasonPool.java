package org.nexusauth.revocation.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers for texts, so that millions of revocations share a few reasons. Read by any thread while
 * one adds.
 */
final class ReasonPool {
  /** Stands for what found no room: the store still has the reason. */
  static final int NOT_KEPT = 0;

  private static final int MOST = 65_536;

  private final Map<String, Integer> numbers = new HashMap<>();
  private volatile String[] texts = {"revoked"};

  /** Returns the number of a text; by one thread at a time. */
  int numberOf(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int next = numbers.size() + 1;
    return next == MOST ? NOT_KEPT : add(text, next);
  }

  /** Returns the text of a number. */
  String text(int number) {
    return texts[number];
  }

  private int add(String text, int number) {
    String[] room = number < texts.length ? texts : Arrays.copyOf(texts, 2 * texts.length);
    room[number] = text;
    texts = room;
    numbers.put(text, number);
    return number;
  }
}
