package org.nexusauth.jaxrs;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a class extends and implements. */
final class TypeHierarchy {
  private TypeHierarchy() {}

  /** Returns a class, then what it extends, then what all of these implement. */
  static Set<Class<?>> of(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
      types.add(one);
    }
    for (Class<?> one : List.copyOf(types)) {
      addInterfaces(types, one);
    }
    return types;
  }

  private static void addInterfaces(Set<Class<?>> types, Class<?> type) {
    for (Class<?> one : type.getInterfaces()) {
      types.add(one);
      addInterfaces(types, one);
    }
  }

  /** Returns all methods that a class declares or inherits, those that are overridden too. */
  static Stream<Method> methods(Class<?> type) {
    return of(type).stream().flatMap(one -> Stream.of(one.getDeclaredMethods()));
  }
}
