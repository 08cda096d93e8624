package org.nexusauth.filter;

import jakarta.servlet.ServletContext;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket sessions that are open in an application. The API lists them to endpoints only, so
 * each server is queried in its own way; one that is not known has none. Thread-safe.
 */
final class OpenSessions {
  private final ServletContext context;
  private final AtomicBoolean logged = new AtomicBoolean();

  OpenSessions(ServletContext context) {
    this.context = context;
  }

  /** Returns whether this server's sessions can be listed; logs once where they cannot. */
  boolean isKnown() {
    Object container = container();
    if (container == null) {
      return false;
    }
    try {
      return listSessions(container) != null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      if (logged.compareAndSet(false, true)) {
        Log.sessionsNotClosed(container.getClass().getName());
      }
      return false;
    }
  }

  /** Returns them; none where they cannot be listed. */
  Collection<Session> all() {
    Object container = container();
    try {
      if (container != null) {
        return listSessions(container);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // isKnown() has logged it.
    }
    return List.of();
  }

  private @Nullable Object container() {
    return context.getAttribute(ServerContainer.class.getName());
  }

  private static Collection<Session> listSessions(Object container)
      throws ReflectiveOperationException {
    String name = container.getClass().getName();
    if (name.startsWith("org.apache.tomcat.")) {
      return sessions(((Map<?, ?>) readField(container, "sessions")).keySet());
    }
    if (name.startsWith("org.eclipse.jetty.")) {
      return sessions(invoke(container, "getOpenSessions"));
    }
    if (name.startsWith("io.undertow.")) {
      return ofEach(invoke(container, "getConfiguredServerEndpoints"));
    }
    if (name.startsWith("org.glassfish.tyrus.")) {
      return ofEach(readField(invoke(container, "getWebSocketEngine"), "endpointWrappers"));
    }
    throw new NoSuchMethodException(name);
  }

  private static Collection<Session> ofEach(Object endpoints) throws ReflectiveOperationException {
    List<Session> all = new ArrayList<>();
    for (Object endpoint : (Collection<?>) endpoints) {
      all.addAll(sessions(invoke(endpoint, "getOpenSessions")));
    }
    return all;
  }

  private static Collection<Session> sessions(Object found) {
    return ((Collection<?>) found).stream().map(Session.class::cast).toList();
  }

  private static Object invoke(Object object, String name) throws ReflectiveOperationException {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          method.setAccessible(true);
          return Objects.requireNonNull(method.invoke(object));
        }
      }
    }
    throw new NoSuchMethodException(object.getClass().getName() + '.' + name);
  }

  private static Object readField(Object object, String name) throws ReflectiveOperationException {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return Objects.requireNonNull(field.get(object));
        }
      }
    }
    throw new NoSuchFieldException(object.getClass().getName() + '.' + name);
  }
}
