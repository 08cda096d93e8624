package org.nexusauth.contract.row;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every key that a test sent, and whether a text holds 16 characters of one, of any part of it. */
public final class SentKeys {

  private static final int PIECE = 16;
  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();

  /** All pieces of those, 16 characters each, but those of one letter again and again. */
  private static final Set<String> PIECES = ConcurrentHashMap.newKeySet();

  private SentKeys() {}

  /** Remembers a key and returns it. */
  public static String sent(String key) {
    if (SENT.add(key)) {
      slices(key).filter(piece -> piece.chars().distinct().count() > 4).forEach(PIECES::add);
    }
    return key;
  }

  static int count() {
    return SENT.size();
  }

  /** Whether a piece of a sent key is in the text. */
  public static boolean areIn(String text) {
    return slices(text).anyMatch(PIECES::contains);
  }

  private static Stream<String> slices(String text) {
    return IntStream.rangeClosed(0, text.length() - PIECE)
        .mapToObj(start -> text.substring(start, start + PIECE));
  }
}
