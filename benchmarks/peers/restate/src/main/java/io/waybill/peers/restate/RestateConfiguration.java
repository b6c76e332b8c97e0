package io.waybill.peers.restate;

import dev.restate.client.Client;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RestateConfiguration {

    @Bean
    Client restateClient(@Value("${restate.ingress-uri}") String uri) {
        return Client.connect(uri, OrderWorkflowHandlers.Metadata.SERDE_FACTORY);
    }
}
