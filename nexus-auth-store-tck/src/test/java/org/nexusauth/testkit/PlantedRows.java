package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.kit.StoredChange;

/** A feed in memory, of rows as ours keep them, that is right but for one bug about clocks. */
final class PlantedRows {
  private final ClockBug bug;
  private final List<StoredChange> rows = new ArrayList<>();
  private long head;

  PlantedRows(ClockBug bug) {
    this.bug = bug;
  }

  RevocationFeed open(Clock clock) {
    return new Node(clock);
  }

  private final class Node implements RevocationFeed, RevocationWriter {
    private final Clock clock;

    Node(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Page changesAfter(Cursor cursor, int max, Duration wait) {
      return page(cursor, max, clock.instant());
    }

    @Override
    public Revocation revoke(Revocation revocation) {
      return add(StoredRevocation.of(revocation, clock.instant()));
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {
      append(Change.of(subject, enabled, clock.instant(), reason), true);
    }
  }

  private synchronized Page page(Cursor cursor, int max, Instant now) {
    Cursor end = new Cursor("g", head);
    if (cursor.hasNothingToReadUpTo(end)) {
      return Page.empty(end);
    }
    List<StoredChange> found =
        rows.stream().filter(row -> row.number() > cursor.position()).limit(max).toList();
    return StoredChange.pageOf(end, found, max, now);
  }

  private synchronized Revocation add(StoredRevocation added) {
    Subject subject = added.revocation().subject();
    SubjectId id = SubjectId.of(subject);
    List<StoredRevocation> known =
        StoredChange.revocationsOf(
            subject, rows.stream().filter(row -> row.change().subject().equals(id)).toList());
    StoredRevocation inForce = added.mergedWith(known);
    if (bug == ClockBug.KEEPS_THE_FIRST_ALONE && !known.isEmpty()) {
      return known.get(0).revocation();
    }
    if (bug == ClockBug.WRITES_EACH_TIME || !known.contains(inForce)) {
      append(Change.of(inForce.revocation()), verdict(inForce));
    }
    return inForce.revocation();
  }

  private synchronized void append(Change change, boolean immediate) {
    head++;
    rows.add(new StoredChange(head, change, immediate));
  }

  private boolean verdict(StoredRevocation one) {
    return switch (bug) {
      case COMPARES_THE_MOMENT_AGAIN -> false;
      case TAKES_ALL_FOR_AT_ONCE -> true;
      default -> one.immediate();
    };
  }

  synchronized void restart() {
    if (bug == ClockBug.LOSES_AT_ONCE_WHEN_OPENED_AGAIN) {
      rows.replaceAll(row -> new StoredChange(row.number(), row.change(), false));
    }
  }

  synchronized void sweep() {
    Instant moment = Instant.now().minus(Duration.ofDays(1));
    Set<SubjectId> swept =
        rows.stream()
            .filter(row -> isSwept(row, moment))
            .map(row -> row.change().subject())
            .collect(Collectors.toSet());
    boolean beside = bug == ClockBug.SWEEPS_SUBJECTS;
    rows.removeIf(
        row -> isSwept(row, moment) || (beside && swept.contains(row.change().subject())));
  }

  private static boolean isSwept(StoredChange row, Instant moment) {
    Instant until = row.change().until();
    return until != null && until.isBefore(moment);
  }
}
