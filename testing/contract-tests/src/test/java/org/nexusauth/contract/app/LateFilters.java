package org.nexusauth.contract.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.filter.ApiKeyFilter;

/** Adds filters in code, behind all others: one by its class, one around a gate. */
public final class LateFilters implements ServletContainerInitializer {
  private static final String KEYS = "nexus.auth.verify.keys";

  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    map(context.addFilter("code", ApiKeyFilter.class), "/code/*");
    ApiKeyGate gate = ApiKeyGate.builder(Map.of(KEYS, context.getInitParameter(KEYS))).build();
    map(context.addFilter("late", ApiKeyFilter.of(gate)), "/late/*");
  }

  private static void map(FilterRegistration.Dynamic filter, String pattern) {
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, pattern);
  }
}
