package org.nexusauth.contract.launch;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of an application is still there after it went: its class loader, and whatever was in this
 * JVM neither before the first one came nor is the server's own. Not thread-safe.
 */
final class Remains {

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
  private final Set<String> atFirst = new HashSet<>();

  /** Says that an application is about to come; the first time, what is there is noted. */
  void begin() {
    if (atFirst.isEmpty()) {
      atFirst.addAll(findPresent());
    }
  }

  void watch(ClassLoader loader) {
    loaders.add(new WeakReference<>(loader));
  }

  /** Collects garbage and returns what remains, in words; {@code nothing} is what is hoped for. */
  String look() {
    System.gc();
    loaders.removeIf(loader -> loader.refersTo(null));
    Set<String> more = findPresent();
    more.removeAll(atFirst);
    if (!loaders.isEmpty()) {
      more.add(loaders.size() + " class loaders");
    }
    return more.isEmpty() ? "nothing" : String.join(", ", more);
  }

  /** Threads (also those of timers), MBeans, shutdown hooks and JDBC drivers. */
  private static Set<String> findPresent() {
    Set<String> all =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> !isOfTomcat(name))
            .map(name -> "thread " + name)
            .collect(Collectors.toCollection(TreeSet::new));
    ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
        // One for each thread of Tomcat that has served a request.
        .filter(name -> !"RequestProcessor".equals(name.getKeyProperty("type")))
        // Of Tomcat's connector, once any application was sent a WebSocket handshake.
        .filter(name -> name.getKeyProperty("Upgrade") == null)
        .forEach(name -> all.add("MBean " + name));
    Map<?, ?> hooks = (Map<?, ?>) readHidden("java.lang.ApplicationShutdownHooks", "hooks");
    hooks.keySet().forEach(hook -> all.add("shutdown hook " + hook));
    Collection<?> drivers =
        (Collection<?>) readHidden("java.sql.DriverManager", "registeredDrivers");
    drivers.forEach(driver -> all.add("JDBC driver " + driver));
    return all;
  }

  private static boolean isOfTomcat(String thread) {
    return thread.startsWith("http-nio-") || thread.startsWith("Catalina-utility-");
  }

  /** The JDK has no API for these; the launcher is started with leave to look. */
  private static Object readHidden(String type, String field) {
    try {
      Field found = Class.forName(type).getDeclaredField(field);
      found.setAccessible(true);
      return found.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
