package org.nexusauth.sample.running;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The answers to requests of one key that came in one window of its limit.
 *
 * @param replies the answers, in their order
 */
public record RequestBurst(List<Reply> replies) {
  private static final int TRIES = 5;

  /**
   * Sends requests with a new key; once more with another one where its window ended meanwhile.
   *
   * @param keys makes a key
   * @param send sends the request of a number with a key
   */
  public static RequestBurst withinOneWindow(
      Supplier<String> keys, BiFunction<String, Integer, Reply> send, int requests) {
    for (int i = 0; i < TRIES; i++) {
      String key = keys.get();
      List<Reply> replies = new ArrayList<>();
      for (int j = 0; j < requests; j++) {
        replies.add(send.apply(key, j));
      }
      RequestBurst burst = new RequestBurst(replies);
      if (burst.isOfOneWindow()) {
        return burst;
      }
    }
    throw new AssertionError("the windows of " + TRIES + " keys ended while requests came");
  }

  private boolean isOfOneWindow() {
    return replies.stream().map(reply -> reply.header("X-RateLimit-Reset")).distinct().count() == 1;
  }

  public List<Reply> passed() {
    return replies.stream().filter(reply -> reply.status() == 200).toList();
  }

  public List<Reply> denied() {
    return replies.stream().filter(reply -> reply.status() == 429).toList();
  }
}
