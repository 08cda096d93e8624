package org.nexusauth.console.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.alert.event.AlertChange;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.event.AlertListener;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** Alerts as CDI events. */
final class CdiAlertListenerTest {
  private static final AlertEvent EVENT =
      new AlertEvent(
          Instant.EPOCH,
          AlertChange.OPENED,
          new Alert(
              "alr_1",
              new Finding(
                  AlertKind.UNUSED,
                  new AlertSubject("org_a", "int_a", "k1"),
                  AlertSeverity.INFO,
                  "A sentence."),
              AlertTimes.openedAt(Instant.EPOCH),
              null,
              AlertNotice.FIRST,
              1));

  /** A bean of an application. */
  @ApplicationScoped
  static class AlertObserver {
    private final List<AlertEvent> observed = new ArrayList<>();

    void onAlert(@Observes AlertEvent event) {
      observed.add(event);
    }

    List<AlertEvent> observed() {
      return observed;
    }
  }

  @Test
  void alert_isObservedByABean() {
    AlertListener listener = ServiceLoader.load(AlertListener.class).findFirst().orElseThrow();
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(AlertObserver.class)
            .initialize()) {
      listener.onAlert(EVENT);

      assertThat(container.select(AlertObserver.class).get().observed()).containsExactly(EVENT);
    }
  }

  @Test
  void alert_withoutAContainer_isIgnored() {
    assertThatCode(() -> new CdiAlertListener().onAlert(EVENT)).doesNotThrowAnyException();
  }
}
