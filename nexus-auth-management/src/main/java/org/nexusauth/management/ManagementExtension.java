package org.nexusauth.management;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateExtension;
import org.nexusauth.GateExtensionContext;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.Setting;
import org.nexusauth.management.alert.AlertSources;
import org.nexusauth.management.alert.event.AlertListener;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.usage.Usage;

/** Opens the management of keys with a gate, where the settings ask for it. Thread-safe. */
public final class ManagementExtension implements GateExtension {
  /** For the service loader. */
  public ManagementExtension() {}

  @Override
  public void validateConfiguration(Configuration configuration) {
    if (ManagementSettings.isUsed(configuration)) {
      ManagementSettings.from(configuration, GateSettings.from(configuration));
    }
  }

  @Override
  public Optional<Management> attach(GateExtensionContext context) {
    if (!ManagementSettings.isUsed(context.configuration())) {
      return Optional.empty();
    }
    ApiKeyGate gate = context.gate();
    ManagementSettings settings = ManagementSettings.from(context.configuration(), gate.settings());
    RevocationWriter writer = requireWriter(gate);
    AgentDirectory agents = findAgents(context);
    OpenedManagementStore store = new StoreOpener(context, settings).openStore(writer);
    Management management =
        Management.open(
            settings,
            new ManagementSetup(
                store,
                new GateRevocations(gate, writer),
                text -> gate.describeGenuineKey(text).map(KeyClaims::of),
                agents,
                alertSources(context),
                context.clock()));
    context.addListener(management.useListener());
    gate.metrics().readOpenAlerts(management::openAlerts);
    followPlans(context, management);
    return Optional.of(management);
  }

  private static AlertSources alertSources(GateExtensionContext context) {
    return new AlertSources(
        context.gate().usage().map(Usage::reader).orElse(null),
        context.gate().limitPlans().orElse(null),
        StoreOpener.loadServices(AlertListener.class, context.resources()));
  }

  /** Where limits are off, nothing is read. */
  private static void followPlans(GateExtensionContext context, Management management) {
    if (context.gate().limitPlans().isEmpty()) {
      return;
    }
    try {
      context.readLimits(management.followPlans());
      management.warnOfUnknownPlans();
    } catch (ManagementException e) {
      management.close();
      throw new ConfigurationException("the plans of limits cannot be read: " + e.getMessage());
    }
  }

  private static RevocationWriter requireWriter(ApiKeyGate gate) {
    return gate.revocationWriter()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "keys are managed here, and there is no revocation store that they can be revoked in: set %s, for example to jdbc or redis"
                        .formatted(Setting.REVOCATION_STORE.property())));
  }

  private static @Nullable AgentDirectory findAgents(GateExtensionContext context) {
    List<AgentDirectory> found =
        StoreOpener.loadServices(AgentDirectory.class, context.resources());
    if (found.size() > 1) {
      throw new ConfigurationException(
          "there are several AgentDirectory services in META-INF/services; leave one");
    }
    return found.isEmpty() ? null : found.get(0);
  }
}
