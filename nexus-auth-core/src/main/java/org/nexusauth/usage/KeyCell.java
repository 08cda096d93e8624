package org.nexusauth.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.Outcome;
import org.nexusauth.internal.ClientVersionText;
import org.nexusauth.internal.NetworkPrefix;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageDetail.Kind;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * What one key did since the last flush. One lock a cell: a request counts in all its parts or,
 * once the cell is drained, in none. Thread-safe.
 */
final class KeyCell {
  /** How many routes, client versions and networks a key may have in a part of a minute. */
  static final int MAX_ROUTES = 20;

  static final int MAX_VERSIONS = 5;
  static final int MAX_NETWORKS = 5;

  private static final int SECONDS_A_MINUTE = 60;

  private final KeyId id;
  private final VerifiedApiKey key;

  // Guarded by this.
  private final List<KeyMinute> past = new ArrayList<>(0);
  private final DetailCounts routes = new DetailCounts(Kind.ROUTE, MAX_ROUTES);
  private final DetailCounts versions = new DetailCounts(Kind.CLIENT_VERSION, MAX_VERSIONS);
  private final DetailCounts networks = new DetailCounts(Kind.NETWORK, MAX_NETWORKS);
  private long[] outcomes = new long[Outcome.all().size()];
  private long minute = Long.MIN_VALUE;
  private boolean drained;

  KeyCell(KeyId id, VerifiedApiKey key) {
    this.id = id;
    this.key = key;
  }

  KeyId id() {
    return id;
  }

  boolean isOf(VerifiedApiKey other) {
    return key == other;
  }

  /** Counts an answer; returns false if the cell is drained and does not count any more. */
  synchronized boolean count(AnswerEvent event) {
    if (drained) {
      return false;
    }
    long now = Math.floorDiv(event.at().getEpochSecond(), SECONDS_A_MINUTE);
    if (now != minute) {
      finishMinute();
      minute = now;
    }
    Outcome outcome = event.outcome();
    outcomes[outcome.index()]++;
    routes.count(event.route(), outcome);
    versions.count(event.clientVersion(), outcome);
    networks.count(event.remoteAddress(), outcome);
    return true;
  }

  private void finishMinute() {
    Map<Outcome, Long> counted = new HashMap<>();
    for (Outcome outcome : Outcome.all()) {
      if (outcomes[outcome.index()] > 0) {
        counted.put(outcome, outcomes[outcome.index()]);
      }
    }
    if (!counted.isEmpty()) {
      Map<UsageDetail, RequestCounts> details = new HashMap<>();
      routes.moveTo(details);
      versions.moveTo(details);
      networks.moveTo(details);
      past.add(
          new KeyMinute(id, Instant.ofEpochSecond(minute * SECONDS_A_MINUTE), counted, details));
      outcomes = new long[Outcome.all().size()];
    }
  }

  /** Returns what is counted, by minutes in the order in which they came; counts no more. */
  synchronized List<KeyMinute> drain() {
    drained = true;
    finishMinute();
    return past;
  }

  /**
   * Requests by the values of one detail. Values are compared as they are sent, and sanitized once
   * each. Not thread-safe.
   */
  private static final class DetailCounts {
    private final Kind kind;
    private final int max;
    private final List<Counted> values = new ArrayList<>(1);

    DetailCounts(Kind kind, int max) {
      this.kind = kind;
      this.max = max;
    }

    /** Most requests have the value of the one before, often the same object. */
    void count(@Nullable String sent, Outcome outcome) {
      if (sent != null) {
        find(sent).count(outcome);
      }
    }

    private Counted find(String sent) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).sent.equals(sent)) {
          return values.get(i);
        }
      }
      if (values.size() >= max) {
        return lastOf(UsageDetail.OTHER);
      }
      Counted added = new Counted(sent);
      values.add(added);
      return added;
    }

    /** One more than the maximum stands for all further values. */
    private Counted lastOf(String name) {
      if (values.size() == max) {
        values.add(new Counted(name));
      }
      return values.get(max);
    }

    void moveTo(Map<UsageDetail, RequestCounts> details) {
      for (int i = 0; i < values.size(); i++) {
        Counted one = values.get(i);
        String value = i == max ? UsageDetail.OTHER : sanitize(one.sent);
        if (value != null) {
          details.merge(new UsageDetail(kind, value), one.counts(), RequestCounts::plus);
        }
      }
      values.clear();
    }

    private @Nullable String sanitize(String sent) {
      return switch (kind) {
        case ROUTE -> UsageText.sanitize(sent);
        case CLIENT_VERSION -> ClientVersionText.sanitize(sent);
        case NETWORK -> NetworkPrefix.ofAddress(sent);
      };
    }
  }

  /** Requests with one value. */
  private static final class Counted {
    private final String sent;
    private long requests;
    private long denied;
    private long failed;

    Counted(String sent) {
      this.sent = Objects.requireNonNull(sent);
    }

    void count(Outcome outcome) {
      requests++;
      if (outcome.isDenied()) {
        denied++;
      } else if (outcome == Outcome.SERVER_ERROR) {
        failed++;
      }
    }

    RequestCounts counts() {
      return new RequestCounts(requests, denied, failed);
    }
  }
}
