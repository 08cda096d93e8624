package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * Changes in the stream, whose ids are {@code 0-number}. The fields are always the same ones in the
 * same order, which Redis then keeps once for many entries. Moments are microseconds since the
 * epoch.
 */
final class StreamEntries {
  private StreamEntries() {}

  /** Reads entries as Redis answers them. */
  static List<StoredChange> all(Object answer) {
    return ((List<?>) answer).stream().map(StreamEntries::of).toList();
  }

  private static StoredChange of(Object answer) {
    List<?> entry = (List<?>) answer;
    String id = ChangeStream.text(entry.get(0));
    List<?> fields = (List<?>) entry.get(1);
    return StoredChange.of(
        Long.parseLong(id.substring(id.indexOf('-') + 1)),
        subject((byte[]) fields.get(1)),
        Integer.parseInt(text(fields, 3)),
        moment(Long.parseLong(text(fields, 5))),
        moment(text(fields, 7)),
        moment(text(fields, 9)),
        text(fields, 11));
  }

  /** Returns all of a change but its subject as the script takes it. */
  static String[] fields(Change change, boolean immediate) {
    return new String[] {
      String.valueOf(StoredChange.codeOf(change.state(), immediate)),
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

  private static @Nullable Instant moment(String micros) {
    return micros.isEmpty() ? null : moment(Long.parseLong(micros));
  }

  private static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String text(@Nullable Instant moment) {
    return moment == null ? "" : String.valueOf(micros(moment));
  }

  /** Not {@code MICROS.between}, which counts nanoseconds and overflows in 2262. */
  private static long micros(Instant moment) {
    return Math.multiplyExact(moment.getEpochSecond(), 1_000_000L) + moment.getNano() / 1_000;
  }
}
