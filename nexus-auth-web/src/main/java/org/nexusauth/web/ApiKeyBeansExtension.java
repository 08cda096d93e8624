package org.nexusauth.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanAttributes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Type;
import java.util.Set;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;

/**
 * Adds the beans that applications inject: {@link CurrentApiKey}, {@link ApiKeyGate} and {@link
 * RevocationWriter}. An extension adds them in archives of every discovery mode, and where this
 * module's classes were merged into another archive. Only CDI loads this class.
 */
public final class ApiKeyBeansExtension implements Extension {

  /** Written while beans are discovered, by one thread. */
  private boolean hasOwnGate;

  private boolean hasOwnWriter;

  /** For the CDI container. */
  public ApiKeyBeansExtension() {}

  /** Beans of the application for the same types take the place of those that are added here. */
  void detectOwnBeans(@Observes ProcessBeanAttributes<?> event) {
    BeanAttributes<?> bean = event.getBeanAttributes();
    if (bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
      Set<Type> types = bean.getTypes();
      hasOwnGate |= types.contains(ApiKeyGate.class);
      hasOwnWriter |= types.contains(RevocationWriter.class) && !isStore(types);
    }
  }

  private static boolean isStore(Set<Type> types) {
    return types.contains(RevocationStore.class) || types.contains(RevocationFeed.class);
  }

  /** MicroProfile Health is optional, and so are its classes. */
  void addReadiness(@Observes BeforeBeanDiscovery event) {
    try {
      HealthBeans.addReadiness(event);
    } catch (LinkageError e) {
      // Its classes are not there.
    }
  }

  void addBeans(@Observes AfterBeanDiscovery event) {
    event
        .<RequestApiKey>addBean()
        .types(CurrentApiKey.class, CallerSink.class)
        .scope(RequestScoped.class)
        .produceWith(RequestApiKey::new);
    event
        .<ApplicationScopedAttributes>addBean()
        .types(ApplicationScopedAttributes.class)
        .scope(ApplicationScoped.class)
        .produceWith(beans -> new ApplicationScopedAttributes())
        .disposeWith((attributes, beans) -> ApplicationGates.of(attributes).close());
    if (!hasOwnGate) {
      event
          .<ApiKeyGate>addBean()
          .types(ApiKeyGate.class)
          .scope(Dependent.class)
          .produceWith(beans -> gates(beans).requireGate());
    }
    if (!hasOwnWriter) {
      addWriter(event);
    }
  }

  /**
   * An alternative, as a store that is a bean may be a {@link RevocationWriter}, too: what is
   * injected is the gate's writer, whose revocations are in force at the gate when it returns.
   */
  private static void addWriter(AfterBeanDiscovery event) {
    event
        .<RevocationWriter>addBean()
        .types(RevocationWriter.class)
        .scope(Dependent.class)
        .alternative(true)
        .priority(Interceptor.Priority.LIBRARY_BEFORE)
        .produceWith(beans -> gates(beans).requireRevocationWriter());
  }

  private static ApplicationGates gates(Instance<Object> beans) {
    return ApplicationGates.of(beans.select(ApplicationScopedAttributes.class).get());
  }
}
