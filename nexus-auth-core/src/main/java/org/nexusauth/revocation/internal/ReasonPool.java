package org.nexusauth.revocation.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers for texts, so that millions of revocations share a few reasons. Read by any thread while
 * one adds.
 */
final class ReasonPool {
  /** The number of every text that found no room: the store still has the reason. */
  static final int NOT_KEPT = 0;

  private static final int MAX_TEXTS = 65_536;

  private final Map<String, Integer> numbers = new HashMap<>(); // Of the thread that adds.
  private volatile String[] texts = {"revoked"};

  /** Returns the number of a text; by one thread at a time. */
  int numberOf(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int next = numbers.size() + 1;
    if (next == MAX_TEXTS) {
      return NOT_KEPT;
    }
    return addText(text, next);
  }

  /** Returns the text of a number. */
  String textOf(int number) {
    return texts[number];
  }

  private int addText(String text, int number) {
    String[] room = texts;
    if (number == room.length) {
      room = Arrays.copyOf(room, 2 * room.length);
    }
    room[number] = text;
    texts = room;
    numbers.put(text, number);
    return number;
  }
}
