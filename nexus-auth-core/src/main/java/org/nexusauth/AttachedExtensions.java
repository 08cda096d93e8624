package org.nexusauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;

/** What the extensions of a gate have opened. Written while the gate is built, then read. */
final class AttachedExtensions {
  private final List<AutoCloseable> attached = new ArrayList<>();

  /**
   * Attaches all extensions; those that were attached before a failure are closed with the gate.
   */
  void attachAll(GateExtensionContext context) {
    for (GateExtension extension : load(context.resources())) {
      extension.attach(context).ifPresent(attached::add);
    }
  }

  static void validateAll(Configuration configuration, ClassLoader resources) {
    load(resources).forEach(extension -> extension.validateConfiguration(configuration));
  }

  <T> Optional<T> find(Class<T> type) {
    return attached.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Closes all, the last first. */
  void close() {
    for (int i = attached.size() - 1; i >= 0; i--) {
      AutoCloseable extension = attached.get(i);
      try {
        extension.close();
      } catch (Exception e) { // An extension's edge: the gate is closed all the same.
        Log.extensionNotClosed(extension.getClass().getName(), SafeMessage.describe(e));
      }
    }
  }

  private static List<GateExtension> load(ClassLoader resources) {
    try {
      List<GateExtension> extensions = new ArrayList<>();
      ServiceLoader.load(GateExtension.class, resources).forEach(extensions::add);
      return extensions;
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a GateExtension in META-INF/services cannot be loaded; correct the entry or the class"
              + " path: "
              + e.getMessage());
    }
  }
}
