package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.internal.FeedSettings;

/** A feed in memory that is right but for one bug. */
final class PlantedFeed {
  private static final int THOUSAND = 1_000;
  private static final Set<FeedBug> COUNTING_WHAT_IS_THERE =
      EnumSet.of(
          FeedBug.SKIPS_LATE_COMMITS,
          FeedBug.GOES_BACK_WHEN_SWEPT,
          FeedBug.TELLS_OF_ORGANIZATIONS_LATE);

  private final FeedBug bug;
  private final Clock clock;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Subject, List<Revocation>> inForce = new HashMap<>();
  private String generation = UUID.randomUUID().toString();
  private long head;
  private boolean away;
  private boolean ended;

  private record Entry(long position, long visibleAt, Change change) {}

  PlantedFeed(FeedBug bug, Clock clock) {
    this.bug = bug;
    this.clock = clock;
  }

  private boolean has(FeedBug one) {
    return bug == one;
  }

  synchronized RevocationFeed open() {
    head = has(FeedBug.COUNTS_ANEW_WHEN_OPENED) ? last() : head;
    return new Node();
  }

  private final class Node implements RevocationFeed, RevocationWriter {
    private final String own = UUID.randomUUID().toString();

    @Override
    public Page changesAfter(Cursor cursor, int max, Duration wait) {
      ended |=
          has(FeedBug.ENDS_WHEN_A_READER_IS_INTERRUPTED) && Thread.currentThread().isInterrupted();
      String shown = has(FeedBug.MAKES_A_GENERATION_A_NODE) ? own : generation;
      if (has(FeedBug.WAITS_FOR_EVER) && wait.compareTo(FeedSettings.STANDARD.poll()) > 0) {
        LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
      }
      return page(shown, cursor, max);
    }

    @Override
    public SubjectStatus inForce(Subject subject) {
      return has(FeedBug.READS_A_SUBJECT_FROM_ITS_FIRST_PAGE)
          ? SubjectStatus.of(subject, changesAfter(Cursor.START, THOUSAND, Duration.ZERO).changes())
          : RevocationFeed.super.inForce(subject);
    }

    @Override
    public Revocation revoke(Revocation revocation) {
      return PlantedFeed.this.revoke(revocation);
    }

    @Override
    public boolean withdrawScheduled(Subject subject) {
      return withdraw(subject);
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {
      if (!(isAway() && has(FeedBug.TAKES_AN_OUTAGE_FOR_SWITCHED))) {
        append(Change.of(subject, enabled, clock.instant(), reason));
      }
    }
  }

  private synchronized Page page(String shown, Cursor cursor, int max) {
    if (away && has(FeedBug.TAKES_AN_OUTAGE_FOR_SILENCE)) {
      return new Page(cursor, List.of(), false);
    }
    checkThere();
    long end = COUNTING_WHAT_IS_THERE.contains(bug) ? last() : head;
    if (!cursor.generation().isEmpty() && !cursor.generation().equals(shown)) {
      return has(FeedBug.HIDES_THAT_IT_IS_ANOTHER)
          ? new Page(cursor, List.of(), false)
          : new Page(new Cursor(shown, end), List.of(), false);
    }
    if (cursor.position() > end) {
      return new Page(
          has(FeedBug.HIDES_THAT_IT_IS_OLDER) ? cursor : new Cursor(shown, end), List.of(), false);
    }
    return pageOf(shown, cursor.position(), max, end);
  }

  private Page pageOf(String shown, long after, int max, long end) {
    boolean skips = has(FeedBug.SKIPS_WHAT_IS_BEYOND_A_THOUSAND) && max > THOUSAND;
    boolean stops =
        max > THOUSAND
            && (has(FeedBug.STOPS_AFTER_A_THOUSAND)
                || (has(FeedBug.STOPS_AFTER_A_THOUSAND_AT_THE_START) && after == 0));
    int most = has(FeedBug.IGNORES_THE_SIZE_OF_PAGES) ? Integer.MAX_VALUE : max;
    List<Entry> all = visible().stream().filter(one -> one.position > after).toList();
    List<Entry> some = all.subList(0, Math.min(all.size(), skips || stops ? THOUSAND : most));
    boolean left = some.size() < all.size();
    long next = left && !skips ? some.get(some.size() - 1).position : end;
    next = left && has(FeedBug.DROPS_AT_THE_EDGE_OF_PAGES) ? next + 1 : next;
    List<Change> changes = some.stream().map(one -> one.change).toList();
    return new Page(new Cursor(shown, next), changes, left && !skips && !stops);
  }

  private long last() {
    return visible().stream().mapToLong(Entry::position).max().orElse(0);
  }

  private List<Entry> visible() {
    long now = System.nanoTime();
    return entries.stream().filter(one -> one.visibleAt - now <= 0).toList();
  }

  private synchronized void checkThere() {
    if (away || ended) {
      throw new StatusUnavailableException("away");
    }
  }

  private synchronized Revocation revoke(Revocation given) {
    checkThere();
    List<Revocation> known = inForce.computeIfAbsent(given.subject(), any -> new ArrayList<>());
    Revocation asked =
        has(FeedBug.COVERS_BEFORE_IT_TAKES_EFFECT)
            ? with(given, Instant.MAX, given.issuedBefore(), given.until())
            : given;
    boolean part = given.issuedBefore() != null;
    Optional<Revocation> covering =
        known.stream()
            .filter(one -> one.covers(asked) && !(part && isScheduledWhole(one)))
            .findFirst();
    if (covering.isPresent()) {
      return covering.get();
    }
    if (!has(FeedBug.KEEPS_ONE_ROW_A_SUBJECT) || known.isEmpty()) {
      known.add(given);
      tell(given);
    }
    return given;
  }

  private synchronized boolean withdraw(Subject subject) {
    checkThere();
    Instant latest = clock.instant().plus(RevocationWriter.WITHDRAWAL_MARGIN);
    List<Revocation> known = inForce.getOrDefault(subject, List.of());
    List<Revocation> whole = known.stream().filter(one -> one.issuedBefore() == null).toList();
    if (whole.isEmpty() || whole.stream().anyMatch(one -> !one.effectiveAt().isAfter(latest))) {
      return false;
    }
    known.removeAll(whole);
    Instant after = has(FeedBug.WITHDRAWS_FROM_NOW_ON) ? whole.get(0).effectiveAt() : latest;
    Change withdrawal = Change.ofWithdrawal(SubjectId.of(subject), after, null);
    if (!has(FeedBug.APPENDS_WITHDRAWALS_ALONE)) {
      entries.removeIf(one -> withdrawal.withdraws(one.change));
    }
    if (!has(FeedBug.TELLS_OF_NO_WITHDRAWAL)) {
      append(withdrawal);
    }
    return true;
  }

  private void tell(Revocation one) {
    Kind kind = one.subject().kind();
    if (!has(FeedBug.TELLS_OF_KEYS_AND_AGENTS_ALONE) || kind == Kind.KEY || kind == Kind.AGENT) {
      append(Change.of(asTold(one)));
    }
  }

  private Revocation asTold(Revocation one) {
    return switch (bug) {
      case LOSES_UNTIL -> with(one, one.effectiveAt(), one.issuedBefore(), null);
      case CUTS_MOMENTS_TO_SECONDS ->
          with(one, cut(one.effectiveAt()), cut(one.issuedBefore()), cut(one.until()));
      default -> one;
    };
  }

  private static Instant cut(Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Revocation with(
      Revocation one, Instant effectiveAt, Instant issuedBefore, Instant until) {
    return new Revocation(one.subject(), effectiveAt, issuedBefore, until, one.reason());
  }

  /** A late commit and a replica show what was written a while later than they should. */
  private synchronized void append(Change change) {
    checkThere();
    head++;
    if (!has(FeedBug.LOSES_SOME) || head % 5 != 0) {
      long delay = TimeUnit.MILLISECONDS.toNanos(millisUntilToldOf(change));
      entries.add(new Entry(head, System.nanoTime() + delay, change));
    }
  }

  private long millisUntilToldOf(Change change) {
    return switch (bug) {
      case SKIPS_LATE_COMMITS -> head % 3 == 0 ? 2 : 0;
      case READS_A_REPLICA -> 20;
      case TELLS_OF_ORGANIZATIONS_LATE -> change.subject().kind() == Kind.ORGANIZATION ? 2_000 : 0;
      default -> 0;
    };
  }

  synchronized void sweep() {
    if (has(FeedBug.SWEEPS_NOTHING)) {
      return;
    }
    sweepSwitches();
    Duration kept =
        switch (bug) {
          case SWEEPS_AT_EXPIRY -> Duration.ZERO;
          case SWEEPS_AFTER_TWO_HOURS -> Duration.ofHours(2);
          default -> Duration.ofDays(1);
        };
    Instant moment = clock.instant().minus(kept);
    Set<SubjectId> swept =
        entries.stream()
            .filter(one -> isSwept(one.change, moment))
            .map(one -> one.change.subject())
            .collect(Collectors.toSet());
    boolean beside = has(FeedBug.SWEEPS_SUBJECTS);
    entries.removeIf(
        one -> isSwept(one.change, moment) || (beside && swept.contains(one.change.subject())));
    if (has(FeedBug.NUMBERS_ANEW_WHEN_SWEPT)) {
      numberAnew();
    }
  }

  private boolean isScheduledWhole(Revocation one) {
    return one.issuedBefore() == null && one.effectiveAt().isAfter(clock.instant());
  }

  private void sweepSwitches() {
    if (has(FeedBug.SWEEPS_WITHDRAWALS)) {
      entries.removeIf(one -> one.change.state() == Change.State.WITHDRAWN);
    }
    Set<SubjectId> on =
        entries.stream()
            .filter(one -> one.change.state() == Change.State.ENABLED)
            .map(one -> one.change.subject())
            .collect(Collectors.toSet());
    if (has(FeedBug.SWEEPS_WHAT_IS_ON)) {
      entries.removeIf(one -> one.change.state() == Change.State.ENABLED);
    }
    if (has(FeedBug.SWEEPS_PAIRS_OF_SWITCHES)) {
      entries.removeIf(one -> one.change.state().isSwitch() && on.contains(one.change.subject()));
    }
  }

  private void numberAnew() {
    List<Entry> left = List.copyOf(entries);
    entries.clear();
    for (int i = 0; i < left.size(); i++) {
      entries.add(new Entry(i + 1, left.get(i).visibleAt, left.get(i).change));
    }
  }

  private synchronized boolean isAway() {
    return away;
  }

  private boolean isSwept(Change change, Instant moment) {
    return change.until() == null
        ? has(FeedBug.SWEEPS_WHAT_HAS_NO_END)
        : change.until().isBefore(moment);
  }

  synchronized void restart() {
    entries.removeIf(one -> isForgottenAtRestart(one.change));
    entries.replaceAll(one -> new Entry(one.position, one.visibleAt, asReadBack(one.change)));
  }

  private boolean isForgottenAtRestart(Change change) {
    return switch (bug) {
      case FORGETS_AT_RESTART -> true;
      case FORGETS_SWITCHES_AT_RESTART -> change.state().isSwitch();
      case FORGETS_PARTS_AT_RESTART -> change.issuedBefore() != null;
      default -> false;
    };
  }

  private Change asReadBack(Change one) {
    boolean now = has(FeedBug.FORGETS_EFFECT_AT_RESTART);
    return new Change(
        one.subject(),
        one.state(),
        now ? clock.instant() : one.effectiveAt(),
        one.issuedBefore(),
        one.until(),
        has(FeedBug.FORGETS_REASONS_AT_RESTART) ? "revoked" : one.reason());
  }

  synchronized void goAway() {
    away = true;
  }
}
