package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.kit.StoredChange;
import org.nexusauth.revocation.kit.SubjectForm;
import redis.clients.jedis.Protocol.Command;

/**
 * The hash and the stream, over one session. The hash has, beside a field for each subject, the
 * generation, the number of the last change, how many are in the stream (a stream that lost some is
 * told from one that never had them), and the form of the subjects' ids. The part of the names in
 * braces keeps both on one node of a cluster.
 */
final class ChangeStream {
  static final String HASH = "{nexus-auth}:state";
  static final String STREAM = "{nexus-auth}:changes";
  private static final int BATCH = 500;
  private static final String NEVER_SEEN = "?";

  private final RedisSession session;

  ChangeStream(RedisSession session) {
    this.session = session;
  }

  /**
   * Returns so many changes after a cursor and where the store is, all of one moment.
   *
   * @param clock this node's
   */
  Page page(Cursor cursor, int max, Clock clock) {
    String first = "0-" + (cursor.position() + 1);
    Found found =
        readWithHead(
            RedisCommand.of(Command.XRANGE, STREAM, first, "+", "COUNT", String.valueOf(max)));
    return cursor.hasNothingToReadUpTo(found.head)
        ? Page.empty(found.head)
        : StoredChange.pageOf(found.head, StreamEntries.all(found.answer), max, clock.instant());
  }

  /** Where the store is, and the answer to one request of the same instant. */
  private record Found(Cursor head, Object answer) {}

  /**
   * Sends a request together with those for the head.
   *
   * @throws StatusUnavailableException when this Redis is a replica, is not set up, or has lost
   *     changes
   */
  private Found readWithHead(RedisCommand request) {
    List<?> found =
        session.together(
            RedisCommand.of(Command.ROLE),
            RedisCommand.of(Command.HMGET, HASH, "generation", "sequence", "entries", "form"),
            RedisCommand.of(Command.XLEN, STREAM),
            request);
    RedisSession.seeThatItIsPrimary(found.get(0));
    return new Found(
        head((List<?>) found.get(1), (Long) found.get(2)), Objects.requireNonNull(found.get(3)));
  }

  private static Cursor head(List<?> fields, long entries) {
    if (fields.get(0) == null || fields.get(1) == null || fields.get(2) == null) {
      throw notSetUp();
    }
    requireForm(fields.get(3));
    long expected = Long.parseLong(text(fields.get(2)));
    if (entries != expected) {
      throw new StatusUnavailableException(
          "Redis has lost revocations, %s of %s are there: restore it"
              .formatted(entries, expected));
    }
    return new Cursor(text(fields.get(0)), Long.parseLong(text(fields.get(1))));
  }

  private static StatusUnavailableException notSetUp() {
    return new StatusUnavailableException(
        "it has no generation: a new Redis must be set up once by init, one that had its"
            + " revocations must be restored");
  }

  /** A hash without a form is of a time when there was one form. */
  private static void requireForm(@Nullable Object recorded) {
    SubjectForm.problemWith(recorded == null ? 1 : Integer.parseInt(text(recorded)))
        .ifPresent(
            problem -> {
              throw new StatusUnavailableException(problem);
            });
  }

  /** Waits until there is a change after a position; returns whether there is. */
  boolean comeAfter(Cursor cursor, Duration wait) {
    RedisCommand blocking =
        RedisCommand.of(
            Command.XREAD,
            "COUNT",
            "1",
            "BLOCK",
            String.valueOf(wait.toMillis()),
            "STREAMS",
            STREAM,
            "0-" + cursor.position());
    return session.ask(blocking, wait) != null;
  }

  /** Returns what is known of a subject; for a writer, whose script checks the head. */
  SubjectEntries of(SubjectId id) {
    return known(session.ask(lookUp(id)));
  }

  /**
   * Returns what is known of a subject; for a reader.
   *
   * @throws StatusUnavailableException as {@link #page}
   */
  SubjectEntries read(SubjectId id) {
    return known(readWithHead(lookUp(id)).answer);
  }

  private static RedisCommand lookUp(SubjectId id) {
    return change(id, NEVER_SEEN).and("", "", "", "", "", "", "");
  }

  /**
   * Adds a change as the next one.
   *
   * @param immediate for a revocation, whether its moment has come for this node
   * @param replaced the number of the change that it takes the place of, or none
   * @return null when it was added; when what is known of the subject has changed meanwhile, that
   */
  @Nullable SubjectEntries add(
      Change change, boolean immediate, SubjectEntries seen, String replaced) {
    Object found =
        session.ask(
            change(change.subject(), seen.numbers())
                .and(seen.without(replaced), replaced)
                .and(StreamEntries.fields(change, immediate)));
    return Long.valueOf(1).equals(found) ? null : known(found);
  }

  private static RedisCommand change(SubjectId id, String seen) {
    return RedisCommand.script(LuaScript.CHANGE, HASH, STREAM)
        .and(StreamEntries.subject(id))
        .and(seen);
  }

  private static SubjectEntries known(@Nullable Object found) {
    if (found == null) {
      throw notSetUp();
    }
    List<?> all = (List<?>) found;
    SubjectEntries known =
        new SubjectEntries(text(all.get(0)), StreamEntries.all(all.subList(1, all.size())));
    if (!known.isWhole()) {
      throw new StatusUnavailableException("Redis has lost revocations: restore it");
    }
    return known;
  }

  /** Returns the generation, made where there is nothing; empty when it cannot be. */
  Optional<String> generation(String fresh, boolean replace) {
    List<?> known =
        (List<?>) session.answer(RedisCommand.of(Command.HMGET, HASH, "generation", "form"));
    if (known.get(0) != null) {
      requireForm(known.get(1));
    }
    RedisCommand making =
        RedisCommand.script(LuaScript.INIT, HASH, STREAM)
            .and(fresh, replace ? "1" : "0", String.valueOf(SubjectForm.CURRENT));
    return Optional.ofNullable(session.ask(making)).map(ChangeStream::text);
  }

  /**
   * Deletes some of what expired a day ago.
   *
   * @param from the number to begin at
   * @param since how long ago the last sweep must have begun
   * @return the number to go on from, or 0 when that was all
   */
  long sweep(long from, Clock clock, Duration since) {
    RedisCommand sweeping =
        RedisCommand.script(LuaScript.SWEEP, HASH, STREAM)
            .and(String.valueOf(from), String.valueOf(BATCH))
            .and(String.valueOf(clock.instant().getEpochSecond()))
            .and(String.valueOf(since.toSeconds()));
    return (Long) session.answer(sweeping);
  }

  static String text(Object bytes) {
    return new String((byte[]) bytes, UTF_8);
  }
}
