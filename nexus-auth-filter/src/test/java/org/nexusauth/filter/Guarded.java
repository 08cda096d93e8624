package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.testkit.TestKeys;

/** Keys, a gate that knows them, and what the gate told its listeners. */
final class Guarded {
  static final TestKeys KEYS = TestKeys.create();

  final List<DecisionEvent> events = new CopyOnWriteArrayList<>();
  final ApiKeyGate gate;

  private Guarded(Map<String, String> settings) {
    gate = ApiKeyGate.builder(settings).listener(events::add).build();
  }

  /** A gate with settings besides those of the keys: names without their prefix, and values. */
  static Guarded with(String... settings) {
    return new Guarded(settings(settings));
  }

  static Map<String, String> settings(String... more) {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    for (int i = 0; i < more.length; i += 2) {
      all.put("nexus.auth." + more[i], more[i + 1]);
    }
    return all;
  }

  static String goodKey() {
    return "api-key: " + KEYS.key().text();
  }

  Filter filter() {
    return ApiKeyFilter.of(gate);
  }

  /** Maps the filter to all dispatches. */
  void guard(Context context, String... patterns) {
    map(context, "api-key", filter(), EnumSet.allOf(DispatcherType.class), patterns);
  }

  /** The codes of the events so far, {@code granted} for a grant. */
  List<String> decisions() {
    return events.stream()
        .map(event -> event.reason().map(reason -> reason.code()).orElse("granted"))
        .toList();
  }

  static void map(
      Context context,
      String name,
      Filter filter,
      Set<DispatcherType> dispatches,
      String... patterns) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName(name);
    Arrays.stream(patterns).forEach(mapping::addURLPattern);
    dispatches.forEach(dispatch -> mapping.setDispatcher(dispatch.name()));
    context.addFilterMap(mapping);
  }
}
