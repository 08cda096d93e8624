package org.nexusauth.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nexusauth.TestClock;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.event.AnswerEvent.Answered;
import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageDetail.Kind;
import org.nexusauth.verify.VerifiedApiKey;

final class UsageRecorderTest {
  private static final Instant NOW = TestClock.NOW;
  private static final VerifiedApiKey KEY = UsedKeys.key("k1");

  private final UsageRecorder recorder = new UsageRecorder();

  @Test
  void answers_areCountedByOutcomeRouteVersionAndNetwork() {
    recorder.onAnswer(UsedKeys.answer(KEY, NOW, 200));
    recorder.onAnswer(UsedKeys.answer(KEY, NOW, 204));
    recorder.onAnswer(UsedKeys.answer(KEY, NOW, 503));
    recorder.onAnswer(UsedKeys.denial(KEY, NOW, Reason.RATE_LIMITED));

    List<KeyMinute> drained = recorder.drainMinutes();

    RequestCounts all = new RequestCounts(4, 1, 1);
    assertThat(drained).hasSize(1);
    assertThat(drained.get(0).outcomes())
        .isEqualTo(
            Map.of(
                Outcome.ofStatus(200),
                2L,
                Outcome.SERVER_ERROR,
                1L,
                Outcome.denied(Reason.RATE_LIMITED),
                1L));
    assertThat(drained.get(0).details())
        .isEqualTo(
            Map.of(
                new UsageDetail(Kind.ROUTE, "/orders/{id}"), all,
                new UsageDetail(Kind.CLIENT_VERSION, "1.4.0"), all,
                new UsageDetail(Kind.NETWORK, "203.0.113.0/24"), all));
    assertThat(recorder.drainMinutes()).isEmpty();
  }

  @Test
  void minutes_areKeptApartAlsoWhenTheClockGoesBack() {
    Instant later = NOW.plusSeconds(60);
    for (Instant at : List.of(NOW, later, NOW.plusSeconds(59), later.plusSeconds(59))) {
      recorder.onAnswer(UsedKeys.answer(KEY, at, 200));
    }

    assertThat(recorder.drainMinutes())
        .extracting(KeyMinute::minute)
        .containsExactly(NOW, later, NOW, later);
  }

  @Test
  void values_withoutRoomAreCountedTogether() {
    for (int i = 0; i < 50; i++) {
      Answered answered = new Answered(new Granted(KEY), 200, "/route" + i);
      recorder.onAnswer(UsedKeys.event(KEY, NOW, answered, "203.0." + i + ".7"));
    }

    Map<UsageDetail, RequestCounts> details = recorder.drainMinutes().get(0).details();

    assertThat(details).hasSize(KeyCell.MAX_ROUTES + 1 + KeyCell.MAX_NETWORKS + 1 + 1);
    assertThat(details.get(new UsageDetail(Kind.ROUTE, UsageDetail.OTHER)).requests())
        .isEqualTo(50L - KeyCell.MAX_ROUTES);
    assertThat(details.get(new UsageDetail(Kind.NETWORK, UsageDetail.OTHER)).requests())
        .isEqualTo(50L - KeyCell.MAX_NETWORKS);
  }

  @Test
  void texts_areSanitizedAndCut() {
    Answered answered = new Answered(new Granted(KEY), 200, "/a\r\n\u202e" + "b".repeat(500));
    recorder.onAnswer(UsedKeys.event(KEY, NOW, answered, "not an address"));

    assertThat(recorder.drainMinutes().get(0).details().keySet())
        .extracting(UsageDetail::value)
        .containsExactlyInAnyOrder("/a" + "b".repeat(198), "1.4.0");
  }

  @Test
  void keys_withoutRoomAreDroppedAndCounted() {
    UsageRecorder small = new UsageRecorder(2);
    for (int i = 0; i < 5; i++) {
      small.onAnswer(UsedKeys.answer(UsedKeys.key("k" + i), NOW, 200));
    }
    small.onAnswer(UsedKeys.denial(UsedKeys.key("k9"), NOW, Reason.KEY_REVOKED));

    assertThat(small.drainMinutes()).hasSize(2);
    assertThat(small.drainDropped()).isEqualTo(4);
    assertThat(small.drainDropped()).isZero();
    assertThat(small.drainDenials()).isEmpty();
  }

  @Test
  void denials_areKeptOneByOneUpToAHundredAMinute() {
    for (int i = 0; i < 150; i++) {
      recorder.onAnswer(UsedKeys.denial(KEY, NOW, Reason.KEY_REVOKED));
    }
    recorder.onAnswer(UsedKeys.denial(KEY, NOW.plusSeconds(60), Reason.KEY_EXPIRED));

    List<DeniedRequest> denials = recorder.drainDenials();

    assertThat(denials).hasSize(101);
    assertThat(denials.get(100))
        .isEqualTo(
            new DeniedRequest(
                NOW.plusSeconds(60),
                recorder.drainMinutes().get(0).key(),
                Reason.KEY_EXPIRED,
                "because",
                "GET",
                "/orders/{id}",
                "203.0.113.0/24",
                "request-1",
                "1.4.0"));
  }

  /** Every request counts once, while cells are drained and the minute changes. */
  @Test
  void counting_byThreadsWhileItIsDrained_losesNothing() throws Exception {
    int threads = 4;
    int each = 20_000;
    List<VerifiedApiKey> keys = List.of(KEY, UsedKeys.key("k2"), UsedKeys.key("k3"));
    List<KeyMinute> drained = Collections.synchronizedList(new ArrayList<>());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    Instant at = NOW.plusSeconds(i / 100);
                    recorder.onAnswer(UsedKeys.answer(keys.get(i % keys.size()), at, 200));
                  }
                }));
      }
      while (!running.stream().allMatch(Future::isDone)) {
        drained.addAll(recorder.drainMinutes());
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    drained.addAll(recorder.drainMinutes());

    assertThat(drained.stream().mapToLong(UsageRecorderTest::requests).sum())
        .isEqualTo((long) threads * each);
    assertThat(drained.stream().mapToLong(UsageRecorderTest::byRoute).sum())
        .isEqualTo((long) threads * each);
  }

  private static long requests(KeyMinute minute) {
    return minute.outcomes().values().stream().mapToLong(Long::longValue).sum();
  }

  private static long byRoute(KeyMinute minute) {
    return minute.details().get(new UsageDetail(Kind.ROUTE, "/orders/{id}")).requests();
  }
}
