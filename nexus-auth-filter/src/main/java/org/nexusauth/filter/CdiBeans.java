package org.nexusauth.filter;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.web.DiscoveredBeans;

/** The only class that touches CDI; loading it fails where CDI is missing. */
final class CdiBeans {
  private CdiBeans() {}

  /** CDI does not run in this application, or not yet. */
  static final class NotRunningException extends Exception {
    private static final long serialVersionUID = 1L;

    NotRunningException(IllegalStateException cause) {
      super("CDI does not run", cause);
    }
  }

  static DiscoveredBeans find() throws NotRunningException {
    CDI<Object> container = running();
    List<NamedStore> stores = new ArrayList<>();
    for (Instance.Handle<RevocationStore> found : handles(container, RevocationStore.class)) {
      stores.add(NamedStore.of(name(found.getBean()), found.get()));
    }
    for (Instance.Handle<RevocationFeed> found : handles(container, RevocationFeed.class)) {
      stores.add(NamedStore.of(name(found.getBean()), found.get()));
    }
    List<DecisionListener> listeners = new ArrayList<>();
    for (Instance.Handle<DecisionListener> found : handles(container, DecisionListener.class)) {
      listeners.add(found.get());
    }
    List<KeyInvalidationListener> invalidations = new ArrayList<>();
    for (Instance.Handle<KeyInvalidationListener> found :
        handles(container, KeyInvalidationListener.class)) {
      invalidations.add(found.get());
    }
    return new DiscoveredBeans(stores, listeners, invalidations);
  }

  private static CDI<Object> running() throws NotRunningException {
    try {
      CDI<Object> container = CDI.current();
      container.getBeanManager();
      return container;
    } catch (IllegalStateException e) {
      throw new NotRunningException(e);
    }
  }

  private static <T> Iterable<? extends Instance.Handle<T>> handles(
      CDI<Object> container, Class<T> type) {
    return container.select(type, Any.Literal.INSTANCE).handles();
  }

  /** A proxy's class has a name of its own, so the bean is asked. */
  private static String name(Bean<?> bean) {
    return Optional.ofNullable(bean.getName()).orElse(bean.getBeanClass().getSimpleName());
  }
}
