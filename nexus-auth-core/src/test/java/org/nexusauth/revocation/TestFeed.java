package org.nexusauth.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine in this process that can be told to fail, and to be another one. */
public final class TestFeed implements RevocationFeed, RevocationWriter {
  private final List<Change> changes = new ArrayList<>();
  private String generation = "g1";
  private @Nullable Throwable failure;
  private int asked;
  private volatile Runnable beforeAnAnswer = () -> {};

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    beforeAnAnswer.run();
    return changesAfter(cursor, max);
  }

  private synchronized Page changesAfter(Cursor cursor, int max) {
    asked++;
    fail();
    boolean same = cursor.generation().isEmpty() || cursor.generation().equals(generation);
    if (!same || cursor.position() > changes.size()) {
      return new Page(new Cursor(generation, changes.size()), List.of(), false);
    }
    int from = (int) cursor.position();
    int to = Math.min(changes.size(), from + max);
    return new Page(new Cursor(generation, to), changes.subList(from, to), to < changes.size());
  }

  @Override
  public synchronized Revocation revoke(Revocation revocation) {
    fail();
    changes.add(Change.of(revocation));
    return revocation;
  }

  /** Without a clock: what is withdrawn takes effect after the test clock's first instant. */
  @Override
  public synchronized boolean withdrawScheduled(Subject subject) {
    fail();
    Change withdrawal =
        Change.ofWithdrawal(
            SubjectId.of(subject), org.nexusauth.TestClock.NOW.plus(WITHDRAWAL_MARGIN), null);
    boolean found = changes.stream().anyMatch(withdrawal::withdraws);
    if (found) {
      changes.add(withdrawal);
    }
    return found;
  }

  @Override
  public synchronized void setEnabled(Subject subject, boolean enabled, String reason) {
    fail();
    changes.add(
        new Change(
            SubjectId.of(subject),
            enabled ? Change.State.ENABLED : Change.State.DISABLED,
            org.nexusauth.TestClock.NOW,
            null,
            null,
            reason));
  }

  private void fail() {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  /** Fails from now on; null answers again. */
  public synchronized void failWith(@Nullable Throwable thrown) {
    failure = thrown;
  }

  /** Does something each time before it answers, on the thread that asks. */
  public void beforeAnAnswer(Runnable action) {
    beforeAnAnswer = action;
  }

  /** Is another store from now on, with nothing in it. */
  public synchronized void wipe(String newGeneration) {
    generation = newGeneration;
    changes.clear();
  }

  /** Is an older copy of itself from now on. */
  public synchronized void loseTheLast() {
    changes.remove(changes.size() - 1);
  }

  public synchronized int asked() {
    return asked;
  }
}
