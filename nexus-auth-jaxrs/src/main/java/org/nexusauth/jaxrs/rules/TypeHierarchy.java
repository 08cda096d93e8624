package org.nexusauth.jaxrs.rules;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the supertypes of a class and their methods. */
public final class TypeHierarchy {
  private TypeHierarchy() {}

  /** Returns a class, then its superclasses, then the interfaces of all of these. */
  public static Set<Class<?>> typesOf(Class<?> type) {
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

  /** Returns all methods that a class declares or inherits, overridden ones included. */
  static Stream<Method> methodsOf(Class<?> type) {
    return typesOf(type).stream().flatMap(one -> Stream.of(one.getDeclaredMethods()));
  }
}
