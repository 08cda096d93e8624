package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.nexusauth.revocation.kit.SubjectIdVersion;
import redis.clients.jedis.Protocol.Command;

/**
 * The hash and the stream, over one session. The hash has a field for each subject, and besides the
 * generation, the number of the last change, the number of entries in the stream (so that a loss is
 * noticed), and the form of the subjects' ids. The part of the names in braces keeps both on one
 * node of a cluster.
 */
final class RedisRevocationData {
  static final String HASH = "{nexus-auth}:state";
  static final String STREAM = "{nexus-auth}:changes";
  private static final int BATCH_SIZE = 500;

  /** Numbers that no subject has, so that the script only reads. */
  private static final String NEVER_SEEN = "?";

  private static final String[] NO_FIELDS = {"", "", "", "", ""};

  private static final String[] HEAD_FIELDS = {"generation", "sequence", "entries", "form"};

  // Positions in the answer to HMGET with HEAD_FIELDS.
  private static final int GENERATION = 0;
  private static final int SEQUENCE = 1;
  private static final int ENTRIES = 2;
  private static final int FORM = 3;

  // Positions in the answer to TIME.
  private static final int SECONDS = 0;
  private static final int MICROS = 1;

  // Positions of the answers in executeWithHead.
  private static final int ROLE = 0;
  private static final int HEAD = 1;
  private static final int LENGTH = 2;
  private static final int COMMAND = 3;

  private final RedisSession session;

  RedisRevocationData(RedisSession session) {
    this.session = session;
  }

  /**
   * Returns changes after a cursor and the last position, all of one snapshot.
   *
   * @param clock this node's
   */
  Page readPage(Cursor cursor, int max, Clock clock) {
    String first = "0-" + (cursor.position() + 1);
    Answer answer =
        executeWithHead(
            RedisCommand.of(Command.XRANGE, STREAM, first, "+", "COUNT", String.valueOf(max)));
    if (cursor.hasNothingToReadUpTo(answer.head)) {
      return Page.empty(answer.head);
    }
    return StoredChange.pageOf(
        answer.head, StreamEntries.parseAll(answer.found), max, clock.instant());
  }

  /** The answer to a command, and the last position of the same snapshot. */
  private record Answer(Cursor head, Object found) {}

  /**
   * Executes a command together with those that read the head.
   *
   * @throws StatusUnavailableException when this Redis is a replica, is not set up, or has lost
   *     changes
   */
  private Answer executeWithHead(RedisCommand command) {
    List<?> found =
        session.executeAtomically(
            RedisCommand.of(Command.ROLE),
            RedisCommand.of(Command.HMGET, HASH).withArguments(HEAD_FIELDS),
            RedisCommand.of(Command.XLEN, STREAM),
            command);
    RedisSession.requirePrimary(found.get(ROLE));
    Cursor head = toCursor((List<?>) found.get(HEAD), (Long) found.get(LENGTH));
    return new Answer(head, Objects.requireNonNull(found.get(COMMAND)));
  }

  private static Cursor toCursor(List<?> fields, long entries) {
    Object generation = fields.get(GENERATION);
    Object sequence = fields.get(SEQUENCE);
    Object expectedEntries = fields.get(ENTRIES);
    if (generation == null || sequence == null || expectedEntries == null) {
      throw notInitialized();
    }
    requireForm(fields.get(FORM));
    long expected = Long.parseLong(text(expectedEntries));
    if (entries != expected) {
      throw new StatusUnavailableException(
          "Redis has lost revocations, %s of %s are there: restore it"
              .formatted(entries, expected));
    }
    return new Cursor(text(generation), Long.parseLong(text(sequence)));
  }

  private static StatusUnavailableException notInitialized() {
    return new StatusUnavailableException(
        "it has no generation: a new Redis must be set up once by init, one that had its"
            + " revocations must be restored");
  }

  private static void requireForm(@Nullable Object recorded) {
    SubjectIdVersion.problemWith(parseForm(recorded))
        .ifPresent(
            problem -> {
              throw new StatusUnavailableException(problem);
            });
  }

  /** A hash without a form has the first one. */
  private static int parseForm(@Nullable Object recorded) {
    if (recorded == null) {
      return 1;
    }
    return Integer.parseInt(text(recorded));
  }

  /** Waits for a change after a position, and returns whether there is one. */
  boolean awaitChangeAfter(Cursor cursor, Duration wait) {
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
    return session.executeBlocking(blocking, wait) != null;
  }

  /** Returns the time by the clock of Redis. */
  Instant readTime() {
    List<?> time = (List<?>) session.executeNonNull(RedisCommand.of(Command.TIME));
    return Instant.ofEpochSecond(
        Long.parseLong(text(time.get(SECONDS))), 1_000 * Long.parseLong(text(time.get(MICROS))));
  }

  /** Returns the entries of a subject, for a writer: its script checks the head. */
  SubjectEntries readForWriting(SubjectId id) {
    return toSubjectEntries(session.execute(readCommand(id)));
  }

  /**
   * Returns the entries of a subject, for a reader.
   *
   * @throws StatusUnavailableException as {@link #readPage}
   */
  SubjectEntries readSubject(SubjectId id) {
    return toSubjectEntries(executeWithHead(readCommand(id)).found);
  }

  private static RedisCommand readCommand(SubjectId id) {
    return changeCommand(id, NEVER_SEEN, SubjectEntries.NO_NUMBER, SubjectEntries.NO_NUMBER)
        .withArguments(NO_FIELDS);
  }

  /**
   * Appends a change, unless the subject's entries have changed since they were read.
   *
   * @param immediate for a revocation, whether it is in force by this node's clock
   * @param replaced the numbers of the changes that it replaces, separated by spaces, or {@link
   *     SubjectEntries#NO_NUMBER}
   * @return empty when it was appended, else the subject's entries as they are now
   */
  Optional<SubjectEntries> appendIfUnchanged(
      Change change, boolean immediate, SubjectEntries seen, String replaced) {
    RedisCommand appending =
        changeCommand(change.subject(), seen.numbers(), seen.numbersWithout(replaced), replaced)
            .withArguments(StreamEntries.toFields(change, immediate));
    Object found = session.execute(appending);
    if (Long.valueOf(1).equals(found)) {
      return Optional.empty();
    }
    return Optional.of(toSubjectEntries(found));
  }

  /** The arguments of {@code change.lua} in its order, but those of the change. */
  private static RedisCommand changeCommand(
      SubjectId id, String seen, String staying, String replaced) {
    return RedisCommand.ofScript(LuaScript.CHANGE, HASH, STREAM)
        .withArgument(StreamEntries.toBytes(id))
        .withArguments(seen, staying, replaced);
  }

  private static SubjectEntries toSubjectEntries(@Nullable Object found) {
    if (found == null) {
      throw notInitialized();
    }
    List<?> all = (List<?>) found;
    SubjectEntries known =
        new SubjectEntries(text(all.get(0)), StreamEntries.parseAll(all.subList(1, all.size())));
    if (!known.isComplete()) {
      throw new StatusUnavailableException("Redis has lost revocations: restore it");
    }
    return known;
  }

  /** Returns the generation, which is created in an empty Redis; empty when it is missing. */
  Optional<String> createGeneration(String fresh) {
    return runInitScript(fresh, "0");
  }

  /** Replaces the generation and returns the new one; empty when there is none. */
  Optional<String> replaceGeneration(String fresh) {
    return runInitScript(fresh, "1");
  }

  private Optional<String> runInitScript(String fresh, String replaces) {
    RedisCommand reading = RedisCommand.of(Command.HMGET, HASH).withArguments(HEAD_FIELDS);
    List<?> known = (List<?>) session.executeNonNull(reading);
    if (known.get(GENERATION) != null) {
      requireForm(known.get(FORM));
    }
    RedisCommand creating =
        RedisCommand.ofScript(LuaScript.INIT, HASH, STREAM)
            .withArguments(fresh, replaces, String.valueOf(SubjectIdVersion.CURRENT));
    return Optional.ofNullable(session.execute(creating)).map(RedisRevocationData::text);
  }

  /**
   * Deletes a batch of what expired a day ago.
   *
   * @param from the number of the first change to examine
   * @param since how long ago the last run must have begun
   * @return the number to continue from, or 0 when that was the last batch
   */
  long deleteExpired(long from, Clock clock, Duration since) {
    RedisCommand deleting =
        RedisCommand.ofScript(LuaScript.DELETE_EXPIRED, HASH, STREAM)
            .withArguments(String.valueOf(from), String.valueOf(BATCH_SIZE))
            .withArguments(String.valueOf(clock.instant().getEpochSecond()))
            .withArguments(String.valueOf(since.toSeconds()));
    return (Long) session.executeNonNull(deleting);
  }

  static String text(Object bytes) {
    return new String((byte[]) bytes, UTF_8);
  }
}
