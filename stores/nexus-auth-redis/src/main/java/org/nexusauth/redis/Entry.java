package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.Change;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Subject;
import org.nexusauth.status.SubjectId;

/**
 * A change and its place in the stream, whose ids are {@code 0-number}. The fields are always the
 * same ones in the same order, which Redis then keeps once for many entries.
 *
 * @param atOnce for a revocation, whether its moment had come for the node that wrote it
 */
record Entry(long number, Change change, boolean atOnce) {
  private static final String AT_ONCE = "1";
  private static final String OFF = "2";
  private static final String ON = "3";
  private static final String COMING = "4";

  /** Reads entries as Redis answers them. */
  static List<Entry> all(Object answer) {
    return ((List<?>) answer).stream().map(Entry::of).toList();
  }

  private static Entry of(Object answer) {
    List<?> entry = (List<?>) answer;
    String id = Changes.text(entry.get(0));
    List<?> fields = (List<?>) entry.get(1);
    return new Entry(
        Long.parseLong(id.substring(id.indexOf('-') + 1)),
        new Change(
            subject((byte[]) fields.get(1)),
            state(text(fields, 3)),
            Storable.moment(Long.parseLong(text(fields, 5))),
            moment(text(fields, 7)),
            moment(text(fields, 9)),
            text(fields, 11)),
        !text(fields, 3).equals(COMING));
  }

  /** Returns the change as a node is told it whose clock says now. */
  Change told(Instant now) {
    return atOnce ? change.noLaterThan(now) : change;
  }

  /** Returns all of a change but its subject as the script takes it. */
  static String[] fields(Change change, boolean atOnce) {
    return new String[] {
      code(change.state(), atOnce),
      text(change.effectiveAt()),
      text(change.issuedBefore()),
      text(change.until()),
      change.reason()
    };
  }

  private static String text(List<?> fields, int place) {
    return new String((byte[]) fields.get(place), UTF_8);
  }

  static byte[] subject(SubjectId id) {
    return ByteBuffer.allocate(17)
        .put((byte) id.kind().code())
        .putLong(id.high())
        .putLong(id.low())
        .array();
  }

  private static SubjectId subject(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new SubjectId(Subject.Kind.ofCode(buffer.get()), buffer.getLong(), buffer.getLong());
  }

  private static Change.State state(String code) {
    return switch (code) {
      case AT_ONCE, COMING -> Change.State.REVOKED;
      case OFF -> Change.State.DISABLED;
      case ON -> Change.State.ENABLED;
      default -> throw new StatusUnavailableException("there is no state with the code " + code);
    };
  }

  private static String code(Change.State state, boolean atOnce) {
    return switch (state) {
      case REVOKED -> atOnce ? AT_ONCE : COMING;
      case DISABLED -> OFF;
      case ENABLED -> ON;
    };
  }

  private static @Nullable Instant moment(String micros) {
    return micros.isEmpty() ? null : Storable.moment(Long.parseLong(micros));
  }

  private static String text(@Nullable Instant moment) {
    return moment == null ? "" : String.valueOf(Storable.micros(moment));
  }
}
