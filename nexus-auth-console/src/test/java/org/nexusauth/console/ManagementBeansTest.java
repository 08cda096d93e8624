package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.PropertySource;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.alert.AlertChannels;
import org.nexusauth.management.alert.Alerts;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.audit.AuditLog;
import org.nexusauth.management.directory.Agents;
import org.nexusauth.management.directory.Integrations;
import org.nexusauth.management.directory.Organizations;
import org.nexusauth.management.plan.Plans;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ApiKeyBeansExtension;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.DiscoveredBeans;

/** What applications inject of the management of keys. */
final class ManagementBeansTest {
  private static final TestKeys KEYS = TestKeys.create();

  /** Has every service. */
  @ApplicationScoped
  static class Office {
    @Inject Organizations organizations;
    @Inject Agents agents;
    @Inject Integrations integrations;
    @Inject ApiKeys apiKeys;
    @Inject SigningKeys signingKeys;
    @Inject Plans plans;
    @Inject Alerts alerts;
    @Inject AlertChannels alertChannels;
    @Inject UsageReports usage;
    @Inject AuditLog auditLog;

    ManagementServices services() {
      return new ManagementServices(
          organizations,
          agents,
          integrations,
          apiKeys,
          signingKeys,
          plans,
          alerts,
          alertChannels,
          usage,
          auditLog);
    }
  }

  private static SeContainer startContainer() {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new ApiKeyBeansExtension(), new ManagementBeansExtension())
        .addBeanClasses(Office.class)
        .initialize();
  }

  private static ApiKeyGate createGate(String store) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.verify.audiences", KEYS.issuer());
    settings.put("nexus.auth.revocation.store", "memory");
    if (!store.isEmpty()) {
      settings.put("nexus.auth.management.store", store);
    }
    return ApplicationGates.of(ApplicationBeans.findAttributes().orElseThrow())
        .getOrCreateGate(List.of(PropertySource.of("test", settings)), () -> DiscoveredBeans.NONE);
  }

  @Test
  void services_areThoseOfTheApplicationsGate() {
    try (SeContainer beans = startContainer()) {
      ApiKeyGate gate = createGate("memory");

      assertThat(beans.select(Office.class).get().services())
          .isEqualTo(gate.extension(Management.class).orElseThrow().services());
      assertThat(beans.select(ManagementServices.class).get())
          .isSameAs(gate.extension(Management.class).orElseThrow().services());
    }
  }

  @Test
  void services_ofAGateWithoutManagement_sayWhatToSet() {
    try (SeContainer beans = startContainer()) {
      createGate("");

      assertThatThrownBy(() -> beans.select(ManagementServices.class).get())
          .hasStackTraceContaining("NEXUS-1427 no management of keys")
          .hasStackTraceContaining("nexus.auth.management.store");
    }
  }
}
