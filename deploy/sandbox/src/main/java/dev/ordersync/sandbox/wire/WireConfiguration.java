package dev.ordersync.sandbox.wire;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WireConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lineProtocol() {
        return factory -> factory.setProtocol(LineProtocol.class.getName());
    }
}
