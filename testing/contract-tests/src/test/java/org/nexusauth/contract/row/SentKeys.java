package org.nexusauth.contract.row;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every key that a test sent, and whether a text holds 16 characters of one, of any part of it. */
public final class SentKeys {

  private static final int PIECE = 16;
  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();
  private static final AtomicReference<Map.Entry<Integer, Set<String>>> PIECES =
      new AtomicReference<>(Map.entry(0, Set.of()));

  private SentKeys() {}

  /** Remembers a key and returns it. */
  public static String sent(String key) {
    SENT.add(key);
    return key;
  }

  static int count() {
    return SENT.size();
  }

  /** All pieces, 16 characters each, but those of one letter again and again. */
  static Set<String> pieces() {
    int count = SENT.size();
    return PIECES
        .updateAndGet(known -> known.getKey() == count ? known : Map.entry(count, cut()))
        .getValue();
  }

  private static Set<String> cut() {
    return SENT.stream()
        .flatMap(SentKeys::slices)
        .filter(piece -> piece.chars().distinct().count() > 4)
        .collect(Collectors.toSet());
  }

  /** Whether a piece of a sent key is in the text. */
  public static boolean areIn(String text) {
    Set<String> pieces = pieces();
    return slices(text).anyMatch(pieces::contains);
  }

  private static Stream<String> slices(String text) {
    return IntStream.rangeClosed(0, text.length() - PIECE)
        .mapToObj(start -> text.substring(start, start + PIECE));
  }
}
