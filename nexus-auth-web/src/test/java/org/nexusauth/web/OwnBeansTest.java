package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.PropertySource;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.testkit.TestKeys;

/** Beans of an application beside those of the extension, in Weld SE: without servlets. */
final class OwnBeansTest {
  private static final TestKeys KEYS = TestKeys.create();

  /** A store that can be written to, as applications write it. */
  @ApplicationScoped
  static class TableStore implements RevocationStore, RevocationWriter {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return KeyStatus.active();
    }

    @Override
    public Revocation revoke(Revocation revocation) {
      return revocation;
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {}
  }

  /** A writer that is no store. */
  @ApplicationScoped
  static class LoggingWriter implements RevocationWriter {
    @Override
    public Revocation revoke(Revocation revocation) {
      return revocation;
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {}

    String name() {
      return "logging";
    }
  }

  @Dependent
  static class GateProducer {
    static final ApiKeyGate OWN = ApiKeyGate.builder(KEYS.settings()).build();

    @Produces
    static ApiKeyGate gate() {
      return OWN;
    }
  }

  private static SeContainer cdi(Class<?>... beans) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new ApiKeyBeansExtension())
        .addBeanClasses(beans)
        .initialize();
  }

  private static ApiKeyGate createGate() {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    return ApplicationGates.of(ApplicationBeans.findAttributes().orElseThrow())
        .getOrCreateGate(
            List.of(PropertySource.of("test", settings)),
            () -> ApplicationBeans.discover().orElseThrow());
  }

  @Test
  void writer_besideAStoreThatIsAWriter_isThatOfTheGate() {
    try (SeContainer cdi = cdi(TableStore.class)) {
      ApiKeyGate gate = createGate();

      assertThat(cdi.select(ApiKeyGate.class).get()).isSameAs(gate);
      assertThat(cdi.select(RevocationWriter.class).get())
          .isSameAs(gate.revocationWriter().orElseThrow());
    }
  }

  @Test
  void writer_ofTheApplication_staysItsOwn() {
    try (SeContainer cdi = cdi(LoggingWriter.class)) {
      assertThat(cdi.select(RevocationWriter.class).get()).isInstanceOf(LoggingWriter.class);
    }
  }

  @Test
  void gate_thatTheApplicationProduces_staysItsOwn() {
    try (SeContainer cdi = cdi(GateProducer.class)) {
      assertThat(cdi.select(ApiKeyGate.class).get()).isSameAs(GateProducer.OWN);
    }
  }

  @Test
  void gates_endWithTheContainer() {
    ApplicationGates gates;
    try (SeContainer cdi = cdi(TableStore.class)) {
      ApiKeyGate gate = createGate();
      gates = ApplicationGates.of(ApplicationBeans.findAttributes().orElseThrow());
      assertThat(cdi.isRunning()).isTrue();
      assertThat(gates.contains(gate)).isTrue();
    }
    assertThat(gates.all()).isEmpty();
    assertThat(ApplicationBeans.findAttributes()).isEmpty();
    assertThat(ApplicationBeans.findCallerSink()).isEmpty();
  }

  @Test
  void callerSink_outsideARequest_ignoresTheCaller() {
    try (SeContainer cdi = cdi(TableStore.class)) {
      assertThat(cdi.isRunning()).isTrue();
      ApplicationBeans.findCallerSink().orElseThrow().setCaller(null);
    }
  }
}
