const { bootstrap } = require('@vendure/core');
const { populate } = require('@vendure/core/cli');
const { config } = require('./config');

// Two ways to ship: which one is taken is seen by the total.
const shop = {
  defaultLanguage: 'en',
  defaultZone: 'Americas',
  taxRates: [{ name: 'Standard Tax', percentage: 0 }],
  shippingMethods: [{ name: 'Express', price: 1500 }, { name: 'Standard', price: 720 }],
  paymentMethods: [],
  countries: [{ name: 'United States of America', code: 'US', zone: 'Americas' }],
  collections: [],
  roles: [],
};

populate(() => bootstrap(config), shop, __dirname + '/products.csv')
  .then(app => app.close())
  .then(() => process.exit(0), error => { console.error(error); process.exit(1); });
