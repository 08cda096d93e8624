package org.nexusauth.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nexusauth.filter.ApiKeyFilter;

/** A deployment descriptor in the making: settings of the filters, and the filter where wanted. */
final class WebXml {

  private final Map<String, String> contextParams =
      new LinkedHashMap<>(ContractKeys.KEYS.settings());
  private final Map<String, String> initParams = new LinkedHashMap<>();
  private final Map<String, String> mappings = new LinkedHashMap<>();
  private boolean filter;

  WebXml() {
    contextParams.put("nexus.auth.paths.exclude", "/public/*,/record");
    contextParams.put("nexus.auth.paths.permissions", "/api/admin=admin");
    // Keys without a plan are not limited, so that rows need not be counted.
    contextParams.put("nexus.auth.limit.mode", "enforce");
    contextParams.put("nexus.auth.limit.default", "unlimited");
    contextParams.put("nexus.auth.limit.plans", "twenty=20/P31D");
  }

  /** Takes the keys from a location, read again every second, instead of from here. */
  WebXml keysFrom(String location) {
    contextParams.remove("nexus.auth.verify.keys");
    return contextParam("nexus.auth.verify.keys.location", location)
        .contextParam("nexus.auth.verify.keys.refresh", "1");
  }

  WebXml contextParam(String name, String value) {
    contextParams.put(name, value);
    return this;
  }

  WebXml filterParam(String name, String value) {
    initParams.put(name, value);
    return filter();
  }

  WebXml filter() {
    filter = true;
    return this;
  }

  /** One more filter, mapped to a pattern. */
  WebXml mapped(String name, String pattern) {
    mappings.put(name, pattern);
    return this;
  }

  byte[] bytes() {
    StringBuilder xml =
        new StringBuilder(
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n");
    contextParams.forEach((name, value) -> xml.append(param("context-param", name, value)));
    if (filter) {
      mappings.put("api-key", "/*");
    }
    mappings.forEach((name, pattern) -> appendFilter(xml, name, pattern));
    return xml.append("</web-app>\n").toString().getBytes(UTF_8);
  }

  private void appendFilter(StringBuilder xml, String filterName, String pattern) {
    xml.append("<filter><filter-name>" + filterName + "</filter-name><filter-class>")
        .append(ApiKeyFilter.class.getName())
        .append("</filter-class><async-supported>true</async-supported>\n");
    initParams.forEach((name, value) -> xml.append(param("init-param", name, value)));
    if (filterName.equals("two")) {
      // Another realm, so another gate.
      xml.append(param("init-param", "nexus.auth.realm", "two"));
    }
    xml.append("</filter>\n<filter-mapping><filter-name>" + filterName + "</filter-name>")
        .append("<url-pattern>" + pattern + "</url-pattern></filter-mapping>\n");
  }

  private static String param(String element, String name, String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;");
    return "<%1$s><param-name>%2$s</param-name><param-value>%3$s</param-value></%1$s>\n"
        .formatted(element, name, escaped);
  }
}
