package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryProgress;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.DeliveryState;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Deliveries of alerts, and channels that are stopped. */
abstract class DeliveryRecordTests extends PlanRecordTests {
  /** Later than what another case has written. */
  private static final Instant LATE = NOW.plus(Duration.ofDays(10_000));

  DeliveryRecordTests() {}

  private AlertDelivery delivery(Instant createdAt) {
    return AlertDelivery.pending(
        RecordFixtures.newId(),
        AlertChannel.MAIL,
        createdAt,
        new DeliveryMessage("A title", "A body\nwith {\"lines\": \"\uD83D\uDD11\"}"));
  }

  private AlertDelivery inserted(Instant createdAt) {
    AlertDelivery delivery = delivery(createdAt);
    insert(all -> all.alerts().insertDelivery(delivery));
    return delivery;
  }

  @Test
  void delivery_isDueUntilItHasArrived() {
    AlertDelivery pending = inserted(NOW);
    assertFalse(isWritten(all -> all.alerts().insertDelivery(pending)), "the id is taken");
    assertEquals(Optional.of(pending), read(all -> all.alerts().findDelivery(pending.id())));
    assertTrue(isDue(pending, NOW), "it is due at its instant");
    assertFalse(isDue(pending, NOW.minusNanos(1_000)), "it is not due before");

    AlertDelivery tried = progressOf(pending, DeliveryState.PENDING, NOW.plusSeconds(60));
    assertFalse(isDue(tried, NOW.plusSeconds(59)), "it is tried again later");
    assertTrue(isDue(tried, NOW.plusSeconds(60)), "it is tried again then");
    AlertDelivery arrived = progressOf(tried, DeliveryState.DELIVERED, null);
    assertFalse(isDue(arrived, LATE), "it has arrived");
    assertEquals(Optional.of(arrived), read(all -> all.alerts().findDelivery(pending.id())));
    AlertDelivery unknown = delivery(NOW);
    assertFalse(isWritten(all -> all.alerts().updateDelivery(unknown)), "there is none");
  }

  private AlertDelivery progressOf(
      AlertDelivery delivery, DeliveryState state, @Nullable Instant nextAttemptAt) {
    AlertDelivery changed =
        delivery.withProgress(
            new DeliveryProgress(state, 3, NOW.plusSeconds(1), nextAttemptAt, "HTTP 503"));
    insert(all -> all.alerts().updateDelivery(changed));
    return changed;
  }

  private boolean isDue(AlertDelivery delivery, Instant now) {
    return read(all -> all.alerts().listDueDeliveries(now, 1_000_000)).contains(delivery);
  }

  @Test
  void deliveries_areListedTheNewestFirst_andDueOnesTheEarliestFirst() {
    AlertDelivery first = inserted(LATE);
    AlertDelivery second = inserted(LATE.plusSeconds(1));
    AlertDelivery third = inserted(LATE.plusSeconds(2));

    ResultPage<AlertDelivery> page =
        read(all -> all.alerts().listDeliveries(new PageRequest(2, null)));
    assertEquals(List.of(third, second), page.items());
    String cursor = page.nextCursor();
    assertEquals(
        first, read(all -> all.alerts().listDeliveries(new PageRequest(1, cursor))).items().get(0));
    List<AlertDelivery> due =
        read(all -> all.alerts().listDueDeliveries(LATE.plusSeconds(1), 1_000_000));
    assertTrue(due.indexOf(first) < due.indexOf(second), "the earlier one is first");
    List.of(first, second, third).forEach(one -> progressOf(one, DeliveryState.DELIVERED, null));
    assertEquals(
        3,
        this.<Integer>write(all -> all.alerts().deleteDeliveries(LATE.plusSeconds(3), 3))
            .intValue());
  }

  @Test
  void deliveries_thatAreOver_areDeletedByAge() {
    Instant longAgo = NOW.minus(Duration.ofDays(9_000));
    AlertDelivery pending = inserted(longAgo);
    AlertDelivery over = progressOf(inserted(longAgo), DeliveryState.FAILED, null);

    change(all -> all.alerts().deleteDeliveries(longAgo, 1_000));
    assertEquals(Optional.of(over), read(all -> all.alerts().findDelivery(over.id())));
    assertEquals(
        1,
        this.<Integer>write(all -> all.alerts().deleteDeliveries(longAgo.plusSeconds(1), 1_000))
            .intValue());
    assertEquals(Optional.empty(), read(all -> all.alerts().findDelivery(over.id())));
    assertEquals(Optional.of(pending), read(all -> all.alerts().findDelivery(pending.id())));
    progressOf(pending, DeliveryState.FAILED, null);
    change(all -> all.alerts().deleteDeliveries(longAgo.plusSeconds(1), 1_000));
  }

  @Test
  void channelStop_isReplacedAndDeleted() {
    ChannelStop first = new ChannelStop(AlertChannel.WEBHOOK, NOW, "HTTP 410");
    ChannelStop second = new ChannelStop(AlertChannel.WEBHOOK, NOW.plusSeconds(1), "again");
    change(all -> all.alerts().putChannelStop(first));
    change(all -> all.alerts().putChannelStop(second));

    assertEquals(List.of(second), read(all -> all.alerts().listChannelStops()));
    assertTrue(isWritten(all -> all.alerts().deleteChannelStop(AlertChannel.WEBHOOK)), "is there");
    assertFalse(isWritten(all -> all.alerts().deleteChannelStop(AlertChannel.WEBHOOK)), "is gone");
    assertEquals(List.of(), read(all -> all.alerts().listChannelStops()));
  }
}
