package org.nexusauth.web;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The beans of the running CDI container. Loading it fails where the classes of CDI are missing.
 */
final class CdiBeans {
  private final CDI<Object> container;

  private CdiBeans(CDI<Object> container) {
    this.container = container;
  }

  /** Returns the beans; empty while CDI does not run in this application, or not yet. */
  static Optional<CdiBeans> current() {
    try {
      CDI<Object> container = CDI.current();
      container.getBeanManager();
      return Optional.of(new CdiBeans(container));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Returns the stores and listeners. */
  DiscoveredBeans discover() {
    List<NamedStore> stores = new ArrayList<>();
    for (Instance.Handle<RevocationStore> store : handles(RevocationStore.class)) {
      stores.add(NamedStore.of(nameOf(store.getBean()), store.get()));
    }
    for (Instance.Handle<RevocationFeed> feed : handles(RevocationFeed.class)) {
      stores.add(NamedStore.of(nameOf(feed.getBean()), feed.get()));
    }
    return new DiscoveredBeans(
        stores,
        listInstances(DecisionListener.class),
        listInstances(AnswerListener.class),
        listInstances(KeyInvalidationListener.class));
  }

  /** Returns the bean that holds gates; empty where the container has not loaded our extension. */
  Optional<AttributeScope> findAttributes() {
    return findInstance(ApplicationScopedAttributes.class).map(AttributeScope.class::cast);
  }

  /** Returns the bean behind {@link CurrentApiKey}. */
  Optional<CallerSink> findCallerSink() {
    return findInstance(CallerSink.class).map(bean -> key -> setWithinRequest(bean, key));
  }

  private static void setWithinRequest(CallerSink bean, @Nullable VerifiedApiKey key) {
    try {
      bean.setCaller(key);
    } catch (ContextNotActiveException e) {
      // Outside a request scope, no bean can read the caller either.
    }
  }

  private <T> Optional<T> findInstance(Class<T> type) {
    Instance<T> found = container.select(type);
    return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
  }

  private <T> List<T> listInstances(Class<T> type) {
    List<T> instances = new ArrayList<>();
    handles(type).forEach(handle -> instances.add(handle.get()));
    return instances;
  }

  private <T> Iterable<? extends Instance.Handle<T>> handles(Class<T> type) {
    return container.select(type, Any.Literal.INSTANCE).handles();
  }

  /** Of the bean: the class of a proxy has a name of its own. */
  private static String nameOf(Bean<?> bean) {
    return Objects.requireNonNullElseGet(bean.getName(), () -> bean.getBeanClass().getSimpleName());
  }
}
