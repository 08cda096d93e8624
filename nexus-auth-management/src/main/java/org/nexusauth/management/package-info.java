/** The entrance to the lives of API keys: opens the services over a store. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management;
