package org.nexusauth.console;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nexusauth.ApiKeyGate;
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

/**
 * Adds the services of the management of keys as beans: {@code @Inject ApiKeys}, and so on. They
 * are those of the application's gate, see {@code ApplicationGates}. Only CDI loads this class.
 */
public final class ManagementBeansExtension implements Extension {
  private static final Map<Class<?>, Function<ManagementServices, ?>> SERVICES =
      Map.ofEntries(
          Map.entry(Organizations.class, ManagementServices::organizations),
          Map.entry(Agents.class, ManagementServices::agents),
          Map.entry(Integrations.class, ManagementServices::integrations),
          Map.entry(ApiKeys.class, ManagementServices::apiKeys),
          Map.entry(SigningKeys.class, ManagementServices::signingKeys),
          Map.entry(Plans.class, ManagementServices::plans),
          Map.entry(Alerts.class, ManagementServices::alerts),
          Map.entry(AlertChannels.class, ManagementServices::alertChannels),
          Map.entry(UsageReports.class, ManagementServices::usage),
          Map.entry(AuditLog.class, ManagementServices::auditLog),
          Map.entry(ManagementServices.class, Function.identity()));

  /** The types that the application has beans for. Written while beans are discovered. */
  private final Set<Type> ownTypes = new HashSet<>();

  /** For the CDI container. */
  public ManagementBeansExtension() {}

  /** Beans of the application for the same types take the place of those that are added here. */
  void detectOwnBeans(@Observes ProcessBeanAttributes<?> event) {
    if (event.getBeanAttributes().getQualifiers().contains(Default.Literal.INSTANCE)) {
      event.getBeanAttributes().getTypes().stream()
          .filter(SERVICES::containsKey)
          .forEach(ownTypes::add);
    }
  }

  void addBeans(@Observes AfterBeanDiscovery event) {
    SERVICES.forEach(
        (type, service) -> {
          if (!ownTypes.contains(type)) {
            event
                .<Object>addBean()
                .types(type)
                .scope(Dependent.class)
                .produceWith(beans -> service.apply(requireServices(beans)));
          }
        });
  }

  private static ManagementServices requireServices(Instance<Object> beans) {
    return beans
        .select(ApiKeyGate.class)
        .get()
        .extension(Management.class)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "NEXUS-1427 no management of keys: the application's gate has none. Set"
                        + " nexus.auth.management.store, for example to jdbc"))
        .services();
  }
}
