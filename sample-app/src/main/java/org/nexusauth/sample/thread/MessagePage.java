package org.nexusauth.sample.thread;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.PagingParameter;

/**
 * Which messages of a thread a client wants to see.
 *
 * <p>{@code after} and {@code before} are ids of messages and speak of time, whichever the order:
 * after is younger, before is older.
 *
 * @param limit how many at most
 * @param newestFirst the order
 * @param after the message they come after; empty for no such bound
 * @param before the message they come before; empty for no such bound
 */
record MessagePage(int limit, boolean newestFirst, String after, String before) {

  static MessagePage of(String limit, String order, String after, String before) {
    int max = PagingParameter.parseLimit(limit);
    if (!order.equals("asc") && !order.equals("desc")) {
      throw ApiException.of(400, "Invalid order parameter. Must be asc or desc");
    }
    return new MessagePage(max, order.equals("desc"), after, before);
  }

  List<Message> selectFrom(List<Message> oldestFirst) {
    int from = 0;
    if (!after.isEmpty()) {
      from = positionOf(oldestFirst, "after", after) + 1;
    }
    int to = oldestFirst.size();
    if (!before.isEmpty()) {
      to = positionOf(oldestFirst, "before", before);
    }
    List<Message> window = new ArrayList<>(oldestFirst.subList(Math.min(from, to), to));
    if (newestFirst) {
      Collections.reverse(window);
    }
    return window.subList(0, Math.min(limit, window.size()));
  }

  private static int positionOf(List<Message> messages, String parameter, String id) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).id().toString().equalsIgnoreCase(id)) {
        return i;
      }
    }
    throw ApiException.of(
        400, "Invalid " + parameter + " parameter. Must be the id of a message in this thread");
  }
}
