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
 * same order, which Redis then stores once for many entries. Instants are microseconds since the
 * epoch.
 */
final class StreamEntries {
  // Positions in an entry.
  private static final int ID = 0;
  private static final int FIELDS = 1;

  // Positions of the values in an entry's fields; each follows its name.
  private static final int SUBJECT = 1;
  private static final int STATE = 3;
  private static final int EFFECTIVE_AT = 5;
  private static final int ISSUED_BEFORE = 7;
  private static final int UNTIL = 9;
  private static final int REASON = 11;

  private StreamEntries() {}

  /** Parses entries as Redis returns them. */
  static List<StoredChange> parseAll(Object answer) {
    return ((List<?>) answer).stream().map(StreamEntries::parseEntry).toList();
  }

  private static StoredChange parseEntry(Object answer) {
    List<?> entry = (List<?>) answer;
    String id = RedisRevocationData.text(entry.get(ID));
    List<?> fields = (List<?>) entry.get(FIELDS);
    return StoredChange.of(
        Long.parseLong(id.substring(id.indexOf('-') + 1)),
        toSubject((byte[]) fields.get(SUBJECT)),
        Integer.parseInt(text(fields, STATE)),
        toInstant(Long.parseLong(text(fields, EFFECTIVE_AT))),
        parseInstant(text(fields, ISSUED_BEFORE)),
        parseInstant(text(fields, UNTIL)),
        text(fields, REASON));
  }

  /** Returns all of a change but its subject, in the order of {@code change.lua}. */
  static String[] toFields(Change change, boolean immediate) {
    return new String[] {
      String.valueOf(StoredChange.codeOf(change.state(), immediate)),
      toText(change.effectiveAt()),
      toText(change.issuedBefore()),
      toText(change.until()),
      change.reason()
    };
  }

  private static String text(List<?> fields, int position) {
    return new String((byte[]) fields.get(position), UTF_8);
  }

  static byte[] toBytes(SubjectId id) {
    return ByteBuffer.allocate(17)
        .put((byte) id.kind().code())
        .putLong(id.high())
        .putLong(id.low())
        .array();
  }

  private static SubjectId toSubject(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new SubjectId(Subject.Kind.ofCode(buffer.get()), buffer.getLong(), buffer.getLong());
  }

  private static @Nullable Instant parseInstant(String micros) {
    if (micros.isEmpty()) {
      return null;
    }
    return toInstant(Long.parseLong(micros));
  }

  private static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String toText(@Nullable Instant instant) {
    if (instant == null) {
      return "";
    }
    return String.valueOf(toMicros(instant));
  }

  /** Not {@code MICROS.between}, which counts nanoseconds and overflows in 2262. */
  private static long toMicros(Instant instant) {
    return Math.multiplyExact(instant.getEpochSecond(), 1_000_000L) + instant.getNano() / 1_000;
  }
}
