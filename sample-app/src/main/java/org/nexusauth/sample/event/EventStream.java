package org.nexusauth.sample.event;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/** One stream of events to one client. Its tasks run one after the other. */
final class EventStream {

  private static final long INTERVAL_MILLIS = 500;

  private final VerifiedApiKey key;
  private final SseEventSink sink;
  private final Sse sse;
  private long sent;

  EventStream(VerifiedApiKey key, SseEventSink sink, Sse sse) {
    this.key = key;
    this.sink = sink;
    this.sse = sse;
  }

  /** Sends the first event now, and the next ones by the timer. */
  void sendNext(ManagedScheduledExecutorService timer) {
    if (sink.isClosed()) {
      return;
    }
    if (!key.isStillValid()) {
      sendEnd();
      return;
    }
    sink.send(sse.newEvent("tick", Long.toString(++sent)))
        .whenComplete((value, failure) -> scheduleNext(timer, failure));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A task that fails has closed its sink.
  private void scheduleNext(ManagedScheduledExecutorService timer, @Nullable Throwable failure) {
    if (failure != null) {
      sink.close();
      return;
    }
    try {
      timer.schedule(() -> sendNext(timer), INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      sink.close(); // The application is ending.
    }
  }

  private void sendEnd() {
    String code = key.validityFailure().map(failure -> failure.reason().code()).orElse("ended");
    sink.send(sse.newEvent("end", code)).whenComplete((value, failure) -> sink.close());
  }
}
