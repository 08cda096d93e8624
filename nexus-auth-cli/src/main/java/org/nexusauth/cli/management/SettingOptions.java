package org.nexusauth.cli.management;

import org.nexusauth.config.PropertySource;

/** Options in place of an application's properties. */
public interface SettingOptions {

  /** Returns the properties that the options give. */
  PropertySource toSource();
}
