package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.web.ApplicationBeans;

/** Stores and listeners that are CDI beans, with a real container, and without one. */
final class BeansIT {
  private final FilterLog logged = FilterLog.open();

  @AfterEach
  void stop() {
    logged.close();
  }

  @ApplicationScoped
  static class Blocklist implements RevocationStore {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return key.organizationId().equals("org_closed")
          ? KeyStatus.revoked("account closed")
          : KeyStatus.active();
    }
  }

  @ApplicationScoped
  @Named("second")
  static class Second implements RevocationStore {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return KeyStatus.agentRestricted();
    }
  }

  @ApplicationScoped
  static class Audit implements DecisionListener {
    private final List<DecisionEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void onDecision(DecisionEvent event) {
      events.add(event);
    }

    int count() {
      return events.size();
    }
  }

  @ApplicationScoped
  static class AnswerLog implements AnswerListener {
    private final List<AnswerEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void onAnswer(AnswerEvent event) {
      events.add(event);
    }

    List<String> codes() {
      return events.stream().map(event -> event.outcome().code()).toList();
    }
  }

  private static SeContainer cdi(Class<?>... beans) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(beans)
        .initialize();
  }

  private static TestServer server(Map<String, String> settings) throws Exception {
    return TestServer.startWebXml(
        ConfigurationIT.filter(settings),
        context -> TestServer.servlet(context, "echo", new EchoingServlet(), "/*"));
  }

  @Test
  void beans_whereCdiRuns_areAsked() throws Exception {
    String closed = "api-key: " + Guarded.KEYS.key().organization("org_closed").text();
    try (SeContainer cdi = cdi(Blocklist.class, Audit.class);
        TestServer server = server(Guarded.settings())) {
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(200);
      assertThat(server.ask("GET /api/x", closed).body()).contains("key_revoked");
      assertThat(cdi.select(Audit.class).get().count()).isEqualTo(2);
      assertThat(logged.messages("NEXUS-1001"))
          .singleElement()
          .asString()
          .endsWith("revocation Blocklist");
    }
  }

  @Test
  void answerListener_thatIsABean_receivesAnswers() throws Exception {
    try (SeContainer cdi = cdi(Blocklist.class, AnswerLog.class);
        TestServer server = server(Guarded.settings())) {
      String closed = "api-key: " + Guarded.KEYS.key().organization("org_closed").text();
      server.ask("GET /api/x", Guarded.goodKey());
      server.ask("GET /api/x", closed);

      AnswerLog answers = cdi.select(AnswerLog.class).get();
      await()
          .untilAsserted(() -> assertThat(answers.codes()).containsExactly("2xx", "key_revoked"));
    }
  }

  @Test
  void bean_withAName_isChosenByIt() throws Exception {
    try (SeContainer cdi = cdi(Blocklist.class, Second.class);
        TestServer server = server(Guarded.settings("revocation.store", "second"))) {
      assertThat(cdi.isRunning()).isTrue();
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).body()).contains("agent_restricted");
    }
  }

  @Test
  void twoStores_withoutAChoice_stopTheStart() throws Exception {
    try (SeContainer cdi = cdi(Blocklist.class, Second.class);
        TestServer server = server(Guarded.settings())) {
      assertThat(cdi.isRunning()).isTrue();
      assertThat(server.isUp()).isFalse();
      assertThat(logged.messages("NEXUS-1010"))
          .singleElement()
          .asString()
          .contains("Blocklist", "second", "nexus.auth.revocation.store");
    }
  }

  @Test
  void storeOfAnotherName_stopsTheStart() throws Exception {
    try (SeContainer cdi = cdi(Blocklist.class);
        TestServer server = server(Guarded.settings("revocation.store", "blocklist"))) {
      assertThat(cdi.isRunning()).isTrue();
      assertThat(server.isUp()).isFalse();
      assertThat(logged.messages("NEXUS-1010"))
          .singleElement()
          .asString()
          .endsWith("there is no such revocation store; known here: none, memory, Blocklist");
    }
  }

  @Test
  void filter_whereNothingRuns_startsWithoutBeans() throws Exception {
    try (TestServer server = server(Guarded.settings())) {
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(200);
      assertThat(ApplicationBeans.discover()).isEmpty();
    }
  }
}
