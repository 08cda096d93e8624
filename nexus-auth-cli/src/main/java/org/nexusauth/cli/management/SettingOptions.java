package org.nexusauth.cli.management;

import java.util.Map;
import org.nexusauth.config.PropertySource;

/** Options in place of an application's properties. */
public interface SettingOptions {

  /** Returns the properties that the options give. */
  PropertySource toSource();

  /** Returns whether nothing can be done without an issuer. */
  boolean needsIssuer();

  /** No options, for commands that neither sign nor verify. */
  static SettingOptions none() {
    return new SettingOptions() {
      @Override
      public PropertySource toSource() {
        return PropertySource.of("no option", Map.of());
      }

      @Override
      public boolean needsIssuer() {
        return false;
      }
    };
  }
}
