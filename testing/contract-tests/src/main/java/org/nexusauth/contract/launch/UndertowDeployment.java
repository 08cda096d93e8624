package org.nexusauth.contract.launch;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.WebServlet;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What WildFly does before Undertow sees an application: annotated servlets, initializers with the
 * types they handle, and the parameters and filters of the descriptor.
 */
final class UndertowDeployment {

  private final UnpackedWar war;

  UndertowDeployment(UnpackedWar war) {
    this.war = war;
  }

  DeploymentInfo of(String contextPath) throws Exception {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(war.classLoader())
            .setContextPath(contextPath)
            .setDeploymentName(contextPath);
    for (Class<?> type : war.classes()) {
      addServlet(info, type);
    }
    for (ServletContainerInitializer initializer : findInitializers()) {
      info.addServletContainerInitializer(
          new ServletContainerInitializerInfo(initializer.getClass(), handledBy(initializer)));
    }
    if (Files.exists(war.descriptor())) {
      addDescriptor(info);
    }
    return info;
  }

  private static void addServlet(DeploymentInfo info, Class<?> type) {
    WebServlet servlet = type.getAnnotation(WebServlet.class);
    if (servlet != null) {
      info.addServlet(
          Servlets.servlet(type.getName(), type.asSubclass(Servlet.class))
              .addMappings(servlet.value())
              .addMappings(servlet.urlPatterns())
              .setAsyncSupported(servlet.asyncSupported()));
    }
  }

  private List<ServletContainerInitializer> findInitializers() {
    List<ServletContainerInitializer> found = new ArrayList<>();
    ServiceLoader.load(ServletContainerInitializer.class, war.classLoader()).forEach(found::add);
    return found;
  }

  private Set<Class<?>> handledBy(ServletContainerInitializer initializer) {
    HandlesTypes types = initializer.getClass().getAnnotation(HandlesTypes.class);
    Class<?>[] wanted = types == null ? new Class<?>[0] : types.value();
    return war.classes().stream()
        .filter(type -> Stream.of(wanted).anyMatch(one -> isOf(one, type)))
        .collect(Collectors.toSet());
  }

  private static boolean isOf(Class<?> wanted, Class<?> type) {
    return wanted.isAnnotation()
        ? type.isAnnotationPresent(wanted.asSubclass(Annotation.class))
        : wanted.isAssignableFrom(type) && type != wanted;
  }

  private void addDescriptor(DeploymentInfo info) throws Exception {
    Element app =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(war.descriptor().toFile())
            .getDocumentElement();
    for (Element param : elementsNamed(app, "context-param")) {
      info.addInitParameter(text(param, "param-name"), text(param, "param-value"));
    }
    for (Element filter : elementsNamed(app, "filter")) {
      info.addFilter(addFilter(filter));
    }
    for (Element mapping : elementsNamed(app, "filter-mapping")) {
      info.addFilterUrlMapping(
          text(mapping, "filter-name"), text(mapping, "url-pattern"), DispatcherType.REQUEST);
    }
  }

  private FilterInfo addFilter(Element filter) throws ClassNotFoundException {
    Class<? extends Filter> type =
        Class.forName(text(filter, "filter-class"), false, war.classLoader())
            .asSubclass(Filter.class);
    FilterInfo info =
        Servlets.filter(text(filter, "filter-name"), type)
            .setAsyncSupported(Boolean.parseBoolean(text(filter, "async-supported")));
    for (Element param : elementsNamed(filter, "init-param")) {
      info.addInitParam(text(param, "param-name"), text(param, "param-value"));
    }
    return info;
  }

  private static List<Element> elementsNamed(Element parent, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element && element.getTagName().equals(name)) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    return elementsNamed(parent, name).get(0).getTextContent();
  }
}
