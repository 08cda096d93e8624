package org.nexusauth.jaxrs;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import java.util.stream.Stream;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.web.AttributeMap;
import org.nexusauth.web.DiscoveredBeans;

/**
 * Asks the application's beans, where CDI runs. Only {@link Beans} uses it, as its classes may be
 * missing.
 */
final class CdiLookup {
  private final CDI<Object> beans;

  private CdiLookup(CDI<Object> beans) {
    this.beans = beans;
  }

  /** Returns the beans; empty when no container runs in this application. */
  static Optional<CdiLookup> find() {
    try {
      return Optional.of(new CdiLookup(CDI.current()));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  DiscoveredBeans extensions() {
    return new DiscoveredBeans(
        Stream.concat(
                all(RevocationStore.class)
                    .map(found -> NamedStore.of(name(found.getBean()), found.get())),
                all(RevocationFeed.class)
                    .map(found -> NamedStore.of(name(found.getBean()), found.get())))
            .toList(),
        all(DecisionListener.class).<DecisionListener>map(Instance.Handle::get).toList(),
        all(KeyInvalidationListener.class)
            .<KeyInvalidationListener>map(Instance.Handle::get)
            .toList());
  }

  private <T> Stream<? extends Instance.Handle<T>> all(Class<T> type) {
    return beans.select(type, Any.Literal.INSTANCE).handlesStream();
  }

  /** A proxy's class has a name of its own, so the bean is asked. */
  private static String name(Bean<?> bean) {
    return bean.getName() == null ? bean.getBeanClass().getSimpleName() : bean.getName();
  }

  /** Returns the bean that holds the gate; empty when the container did not look for ours. */
  Optional<AttributeMap> attributes() {
    return one(ApplicationScopedAttributes.class).map(AttributeMap.class::cast);
  }

  Optional<CallerSink> caller() {
    return one(RequestApiKey.class)
        .map(
            bean ->
                key -> {
                  try {
                    bean.is(key);
                  } catch (ContextNotActiveException e) {
                    // Outside the scope of a request nobody can ask for its caller either.
                  }
                });
  }

  private <T> Optional<T> one(Class<T> type) {
    Instance<T> found = beans.select(type);
    return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
  }
}
