package org.nexusauth.filter;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.PropertySource;
import org.nexusauth.config.Setting;

/** The parameters of a web application that are ours, as sources of properties. */
final class InitParameters {
  private InitParameters() {}

  /**
   * Returns the parameters of a filter before those of its application.
   *
   * @param filterName the filter's name, for the origin
   * @param initParameters the filter's that are ours, by name
   */
  static List<PropertySource> asSources(
      ServletContext context, String filterName, Map<String, String> initParameters) {
    return List.of(
        PropertySource.of("init-param of filter \"" + filterName + '"', initParameters),
        PropertySource.of(
            "context-param",
            selectOurs(context.getInitParameterNames(), context::getInitParameter)));
  }

  /** Returns those of some parameters that are ours. */
  static Map<String, String> selectOurs(
      Enumeration<String> names, Function<String, @Nullable String> values) {
    Map<String, String> ours = new LinkedHashMap<>();
    for (String name : Collections.list(names)) {
      String value = values.apply(name);
      if (name.startsWith(Setting.PREFIX) && value != null) {
        ours.put(name, value);
      }
    }
    return ours;
  }
}
