package org.nexusauth.jaxrs;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.util.stream.Stream;
import org.nexusauth.NamedStore;
import org.nexusauth.door.Extensions;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.status.RevocationStore;

/**
 * Finds stores and listeners among the application's beans, where CDI runs. The only class that
 * needs it.
 */
final class BeansOfApplication {
  private BeansOfApplication() {}

  static Extensions find() {
    try {
      CDI<Object> beans = CDI.current();
      return new Extensions(
          all(beans, RevocationStore.class).map(BeansOfApplication::named).toList(),
          all(beans, DecisionListener.class).<DecisionListener>map(Instance.Handle::get).toList());
    } catch (IllegalStateException e) {
      // No container runs in this application.
      return Extensions.NONE;
    }
  }

  private static <T> Stream<? extends Instance.Handle<T>> all(CDI<Object> beans, Class<T> type) {
    return beans.select(type, Any.Literal.INSTANCE).handlesStream();
  }

  private static NamedStore named(Instance.Handle<RevocationStore> handle) {
    Bean<RevocationStore> bean = handle.getBean();
    String name = bean.getName() == null ? bean.getBeanClass().getSimpleName() : bean.getName();
    return new NamedStore(name, handle.get());
  }
}
